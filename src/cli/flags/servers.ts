import { UsageError } from "../../errors.ts";
import { createGrafana } from "../../grafana/connection.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { defined } from "../../json/defined.ts";
import { createPrometheus, type Prometheus } from "../../prometheus/connection.ts";
import type { ReceiverName } from "../../prometheus/receivers.ts";
import type { CliContext } from "../context.ts";
import { authFrom, headersFrom, networkFrom } from "./connections.ts";
import { retryFrom } from "./retry.ts";

/** The flags of `grafanaOptions` and `networkOptions`. */
export interface GrafanaFlags {
  readonly "grafana-url"?: string | undefined;
  readonly "grafana-token"?: string | undefined;
  readonly "grafana-user"?: string | undefined;
  readonly "grafana-password"?: string | undefined;
  readonly "grafana-header"?: readonly string[] | undefined;
  readonly org?: number | undefined;
  readonly "ca-file"?: string | undefined;
  readonly "retry-for": string;
}

/** The flags of `prometheusOptions` and `networkOptions`. */
export interface PrometheusFlags {
  readonly "prometheus-url"?: string | undefined;
  readonly "prometheus-write-url"?: string | undefined;
  readonly receiver: ReceiverName | "auto";
  readonly "prometheus-token"?: string | undefined;
  readonly "prometheus-user"?: string | undefined;
  readonly "prometheus-password"?: string | undefined;
  readonly "prometheus-header"?: readonly string[] | undefined;
  readonly tenant?: string | undefined;
  readonly "ca-file"?: string | undefined;
  readonly "retry-for": string;
}

/** @throws {UsageError} if the address or the credentials are missing; the message says how to give them. */
export function grafanaFrom(flags: GrafanaFlags, context: CliContext): Grafana {
  const url = flags["grafana-url"];
  if (url === undefined)
    throw new UsageError(
      "no Grafana configured: set GRAFANA_URL or pass --grafana-url (or try --local, which needs none)",
    );
  const auth = authFrom("grafana", {
    token: flags["grafana-token"],
    user: flags["grafana-user"],
    password: flags["grafana-password"],
  });
  if (auth.type === "none") {
    throw new UsageError(
      "no Grafana token: set GRAFANA_TOKEN to the token of a service account with the role Editor (Administration, Users and access, Service accounts)",
    );
  }
  return createGrafana({
    url,
    auth,
    headers: headersFrom(flags["grafana-header"]),
    ...defined({ org: flags.org }),
    ...networkFrom(flags["ca-file"], context),
    sleep: context.sleep,
    retry: retryFrom("Grafana", flags, context),
    signal: context.signal,
  });
}

/** @throws {UsageError} if the address is missing. */
export function prometheusFrom(flags: PrometheusFlags, context: CliContext): Prometheus {
  const prometheus = optionalPrometheusFrom(flags, context);
  if (prometheus !== undefined) return prometheus;
  throw new UsageError(
    "no Prometheus configured: set PROMETHEUS_URL or pass --prometheus-url (or try --local, which needs none)",
  );
}

/** For commands that can do a part of their work without. */
export function optionalPrometheusFrom(flags: PrometheusFlags, context: CliContext): Prometheus | undefined {
  const url = flags["prometheus-url"];
  if (url === undefined) return undefined;
  const writeUrl = flags["prometheus-write-url"];
  return createPrometheus({
    url,
    ...defined({ writeUrl }),
    receiver: flags.receiver,
    auth: authFrom("prometheus", {
      token: flags["prometheus-token"],
      user: flags["prometheus-user"],
      password: flags["prometheus-password"],
    }),
    headers: headersFrom(flags["prometheus-header"]),
    ...defined({ tenant: flags.tenant }),
    retry: retryFrom("Prometheus", flags, context),
    ...networkFrom(flags["ca-file"], context),
  });
}
