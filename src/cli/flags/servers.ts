import { UsageError } from "../../errors.ts";
import { createGrafana } from "../../grafana/connection.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { HttpConnectionOptions } from "../../http/request.ts";
import { defined } from "../../json/defined.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { ReceiverName } from "../../prometheus/receivers.ts";
import type { CliContext } from "../context.ts";
import { clientCertificateFrom } from "./client-certificate.ts";
import { authFrom, headersFrom, networkFrom } from "./connections.ts";
import { retryFrom } from "./retry.ts";

/** The flags of `grafanaOptions` and `networkOptions`. */
export interface GrafanaRequest {
  readonly grafanaUrl?: string | undefined;
  readonly grafanaToken?: string | undefined;
  readonly grafanaUser?: string | undefined;
  readonly grafanaPassword?: string | undefined;
  readonly grafanaHeader?: readonly string[] | undefined;
  readonly org?: number | undefined;
  readonly grafanaPublicUrl?: string | undefined;
  readonly caFile?: string | undefined;
  readonly clientCert?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly retryForMs: number;
}

/** The flags of `prometheusOptions` and `networkOptions`. */
export interface PrometheusRequest {
  readonly prometheusUrl?: string | undefined;
  readonly prometheusWriteUrl?: string | undefined;
  readonly receiver: ReceiverName | "auto";
  readonly remoteWriteVersion: "auto" | "1" | "2";
  readonly prometheusToken?: string | undefined;
  readonly prometheusUser?: string | undefined;
  readonly prometheusPassword?: string | undefined;
  readonly prometheusHeader?: readonly string[] | undefined;
  readonly tenant?: string | undefined;
  readonly caFile?: string | undefined;
  readonly clientCert?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly retryForMs: number;
}

/**
 * @param alternative - for the message: how the command works without a server.
 * @throws {UsageError} if the address or the credentials are missing; the message says how to give them.
 */
export function grafanaFrom(request: GrafanaRequest, context: CliContext, alternative?: string): Grafana {
  const url = request.grafanaUrl;
  if (url === undefined) throw notConfigured("Grafana", "GRAFANA_URL or pass --grafana-url", alternative);
  const auth = authFrom("grafana", {
    token: request.grafanaToken,
    user: request.grafanaUser,
    password: request.grafanaPassword,
  });
  if (auth.type === "none") {
    throw new UsageError(
      "no Grafana token: set GRAFANA_TOKEN to the token of a service account. An Admin makes one with " +
        "dashpreview setup --write-env previews.env",
    );
  }
  return createGrafana({
    ...grafanaConnection({ ...request, grafanaUrl: url }, context),
    ...defined({ org: request.org, publicUrl: request.grafanaPublicUrl }),
    sleep: context.sleep,
    retry: retryFrom("Grafana", request, context),
    signal: context.signal,
  });
}

/** Address and credentials, for requests that are not for Grafana's JSON. */
export function grafanaConnection(
  request: GrafanaRequest & { readonly grafanaUrl: string },
  context: CliContext,
): HttpConnectionOptions {
  const { grafanaToken: token, grafanaUser: user, grafanaPassword: password } = request;
  return {
    url: request.grafanaUrl,
    auth: authFrom("grafana", { token, user, password }),
    headers: headersFrom(request.grafanaHeader),
    ...networkFrom(request.caFile, context),
    ...defined({ clientCertificate: clientCertificateFrom(request, context) }),
  };
}

/**
 * @param alternative - for the message: how the command works without a server.
 * @throws {UsageError} if the address is missing.
 */
export function prometheusFrom(request: PrometheusRequest, context: CliContext, alternative?: string): Prometheus {
  const prometheus = optionalPrometheusFrom(request, context);
  if (prometheus !== undefined) return prometheus;
  throw notConfigured("Prometheus", "PROMETHEUS_URL or pass --prometheus-url", alternative);
}

function notConfigured(server: string, setting: string, alternative: string | undefined): UsageError {
  return new UsageError(
    `no ${server} configured: set ${setting}${alternative === undefined ? "" : ` (or ${alternative})`}`,
  );
}

const writeVersions = { auto: "auto", "1": 1, "2": 2 } as const;

/** For commands that can do part of their work without Prometheus: undefined if its address is missing. */
export function optionalPrometheusFrom(request: PrometheusRequest, context: CliContext): Prometheus | undefined {
  const url = request.prometheusUrl;
  if (url === undefined) return undefined;
  const writeUrl = request.prometheusWriteUrl;
  return createPrometheus({
    url,
    ...defined({ writeUrl }),
    receiver: request.receiver,
    writeVersion: writeVersions[request.remoteWriteVersion],
    auth: authFrom("prometheus", {
      token: request.prometheusToken,
      user: request.prometheusUser,
      password: request.prometheusPassword,
    }),
    headers: headersFrom(request.prometheusHeader),
    ...defined({ tenant: request.tenant }),
    retry: retryFrom("Prometheus", request, context),
    ...networkFrom(request.caFile, context),
    ...defined({ clientCertificate: clientCertificateFrom(request, context) }),
  });
}
