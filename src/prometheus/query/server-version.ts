import { PrometheusError } from "../../errors.ts";
import { textField } from "../../json/read.ts";
import type { Prometheus } from "../prometheus.ts";
import { receiverOf } from "../receivers.ts";

/** The dialect that a server speaks, as far as it says. */
export interface ServerVersion {
  /** Whether it takes what MetricsQL adds to PromQL. */
  readonly metricsql: boolean;
  /** Its release if it is a Prometheus, `2.42.0`; others count their own. */
  readonly version: string | undefined;
}

/**
 * Whether a release of Prometheus makes zeros of native histograms in `label_replace`: those that were the first to
 * have them do.
 */
export function losesNatives(version: string | undefined): boolean {
  return version !== undefined && /^2\.4[0-3]\./.test(version);
}

/** Asks a server for its release, once; later calls get the same answer. Not every server says one. */
export function versionAsker(
  prometheus: Prometheus,
  signal?: AbortSignal | undefined,
): () => Promise<ServerVersion | undefined> {
  let asked: Promise<ServerVersion | undefined> | undefined;
  return () => {
    asked ??= askVersion(prometheus, signal).catch((error: unknown) => {
      if (error instanceof PrometheusError) return undefined;
      throw error;
    });
    return asked;
  };
}

async function askVersion(prometheus: Prometheus, signal: AbortSignal | undefined): Promise<ServerVersion> {
  const receiver = await prometheus.identify({ signal });
  const metricsql = receiver.title.startsWith("VictoriaMetrics");
  if (receiver !== receiverOf("prometheus")) return { metricsql, version: undefined };
  const { data } = await prometheus.ask({ method: "GET", path: "/status/buildinfo", signal, repeat: "fault" });
  const application = textField(data, "application") ?? "Prometheus";
  const version = application === "Prometheus" ? textField(data, "version") : undefined;
  return { metricsql, version: version?.replace(/\+.*$/, "") };
}
