import { parse } from "yaml";
import { PrometheusError } from "../../errors.ts";
import { parseDuration } from "../../text/duration.ts";
import { encodeNothing } from "../encode/encode-floats.ts";
import type { Prometheus } from "../prometheus.ts";
import type { StatusEndpoint } from "../receivers.ts";
import { agreeOnVersion } from "../write/agree-on-version.ts";
import { explainRefusal } from "../write/explain-refusal.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";
import { readClock } from "./read-clock.ts";
import { type EvaluatedRules, readRules } from "./rules.ts";

/** A receiver's version, clock, limits and rules. Fields are undefined if the receiver does not report them. */
export interface ReceiverProbe {
  readonly version: string | undefined;
  /** Its clock; Unix milliseconds. */
  readonly nowMs: number;
  /** Its clock minus this machine's, in milliseconds. */
  readonly clockAheadMs: number;
  /** `storage.tsdb.out_of_order_time_window` in milliseconds; 0 if it is not set. */
  readonly windowMs: number | undefined;
  /**
   * Unix milliseconds of the newest sample on the whole server. Without an out-of-order window, the server refuses
   * samples that are an hour older.
   */
  readonly newestSampleMs: number | undefined;
  /** True if the server has no samples yet. */
  readonly empty: boolean | undefined;
  /** The retention in milliseconds. */
  readonly retentionMs: number | undefined;
  /** Whether the server can delete series. */
  readonly adminApi: "enabled" | "disabled" | "unknown";
  readonly rules: EvaluatedRules | undefined;
}

/**
 * Probes a receiver with a few queries and one empty write, which stores nothing.
 *
 * @throws {PrometheusError} if it does not answer, rejects the credentials, or does not accept remote write
 *   (`receiver-off`).
 */
export async function probeReceiver(prometheus: Prometheus, context: SendContext): Promise<ReceiverProbe> {
  const { signal } = context;
  const askedMs = context.now();
  const { nowMs, headers } = await readClock(prometheus, { signal });
  const clockAheadMs = nowMs - (askedMs + context.now()) / 2;
  await requireReceiver(prometheus, context);
  const [build, config, flags, head] = await Promise.all([
    askStatus(prometheus, "buildinfo", signal),
    askStatus(prometheus, "config", signal),
    askStatus(prometheus, "flags", signal),
    askStatus(prometheus, "tsdb", signal),
  ]);
  // VictoriaMetrics names its host, whatever receiver it was said to be.
  const deletes = prometheus.receiver.deletesSeries === "yes" || headers["x-server-hostname"] !== undefined;
  return {
    version: text(build.data, "version"),
    nowMs,
    clockAheadMs,
    windowMs: readWindow(text(config.data, "yaml")),
    ...readHead(head.data),
    retentionMs: readRetention(flags.data),
    adminApi: deletes ? "enabled" : readAdminApi(prometheus, flags.data),
    rules: await readRules(prometheus, signal),
  };
}

/** Asks an endpoint that servers and proxies may lack. A failure gives undefined and does not fail the probe. */
async function askStatus(
  prometheus: Prometheus,
  endpoint: StatusEndpoint,
  signal: AbortSignal | undefined,
): Promise<{ readonly data: unknown }> {
  if (prometheus.receiver.lacks.includes(endpoint)) return { data: undefined };
  try {
    return await prometheus.ask({ method: "GET", path: `/status/${endpoint}`, signal, repeat: "fault" });
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    return { data: undefined };
  }
}

/** Sends an empty remote write, which every receiver accepts and which stores nothing. */
async function requireReceiver(prometheus: Prometheus, context: SendContext): Promise<void> {
  const retryMs = Math.min(context.retryMs ?? 15_000, 15_000);
  const request = encodeNothing(await agreeOnVersion(prometheus, context));
  const outcome = await sendRequest(prometheus, request, { ...context, retryMs, attemptMs: 5000 });
  // A 400 means that the receiver only rejects the empty request; it does accept remote write.
  if (outcome.state === "refused" && outcome.status !== 400)
    throw explainRefusal(prometheus, outcome.reason, outcome.status);
}

function readWindow(yaml: string | undefined): number | undefined {
  // VictoriaMetrics answers with an empty text: it has no such setting, and accepts any history.
  if (yaml === undefined || yaml === "" || yaml.length > 16 * 1024 * 1024) return undefined;
  // The configuration may be large, so only the storage section is parsed.
  const section = /^storage:\n(?:[ \t].*\n?)*/m.exec(yaml)?.[0];
  if (section === undefined) return 0;
  try {
    const window = (parse(section) as { storage?: { tsdb?: { out_of_order_time_window?: unknown } } } | null)?.storage
      ?.tsdb?.out_of_order_time_window;
    return window === undefined ? 0 : parseDuration(String(window));
  } catch {
    return undefined;
  }
}

/** An empty TSDB head reports the largest possible number as its minimum time and the smallest as its maximum. */
function readHead(data: unknown): Pick<ReceiverProbe, "newestSampleMs" | "empty"> {
  const stats = (data as { headStats?: { maxTime?: unknown; numSeries?: unknown } } | undefined)?.headStats;
  const maxTime = stats?.maxTime;
  if (typeof maxTime !== "number") return { newestSampleMs: undefined, empty: undefined };
  if (maxTime <= 0) return { newestSampleMs: undefined, empty: true };
  return { newestSampleMs: maxTime, empty: false };
}

function readRetention(data: unknown): number | undefined {
  const flag = text(data, "storage.tsdb.retention.time");
  const ms = flag === undefined ? undefined : parseDuration(flag);
  if (ms === 0) return 15 * 86_400_000;
  return ms;
}

function readAdminApi({ receiver }: Prometheus, flags: unknown): ReceiverProbe["adminApi"] {
  if (receiver.deletesSeries === "never") return "disabled";
  const flag = text(flags, "web.enable-admin-api");
  return flag === "true" ? "enabled" : flag === "false" ? "disabled" : "unknown";
}

function text(data: unknown, name: string): string | undefined {
  const value =
    typeof data === "object" && data !== null && Object.hasOwn(data, name)
      ? (data as Record<string, unknown>)[name]
      : undefined;
  return typeof value === "string" ? value : undefined;
}
