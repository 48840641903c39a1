import { parse } from "yaml";
import { PrometheusError } from "../../errors.ts";
import { parseDuration } from "../../text/duration.ts";
import type { Prometheus } from "../prometheus.ts";
import type { StatusEndpoint } from "../receivers.ts";
import { explainRefusal } from "../write/explain-refusal.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";
import { readClock } from "./read-clock.ts";
import { type EvaluatedRules, readRules } from "./rules.ts";

/** What a receiver is and takes. What it does not tell is undefined. */
export interface ReceiverProbe {
  readonly version: string | undefined;
  /** Its clock; Unix milliseconds. */
  readonly nowMs: number;
  /** Its clock minus this machine's, in milliseconds. */
  readonly clockAheadMs: number;
  /** `storage.tsdb.out_of_order_time_window` in milliseconds; 0 where it is not set. */
  readonly windowMs: number | undefined;
  /** The newest sample of the whole server: without a window, samples an hour older than it are refused (facts 1). */
  readonly newestSampleMs: number | undefined;
  /** There is no sample yet. */
  readonly empty: boolean | undefined;
  /** How long samples are kept, in milliseconds. */
  readonly retentionMs: number | undefined;
  /** Whether series can be deleted. */
  readonly adminApi: "enabled" | "disabled" | "unknown";
  readonly rules: EvaluatedRules | undefined;
}

/**
 * Finds out what a receiver is and takes, by asking and by one empty write. Changes nothing.
 *
 * @throws {PrometheusError} if it cannot be asked, knows not who asks, or takes no remote write (`receiver-off`).
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

/** An endpoint that servers and proxies may lack: a failure tells nothing, and is no failure of the probe. */
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

/** An empty request is stored by every receiver and changes nothing. */
async function requireReceiver(prometheus: Prometheus, context: SendContext): Promise<void> {
  const retryMs = Math.min(context.retryMs ?? 15_000, 15_000);
  const outcome = await sendRequest(prometheus, new Uint8Array(), { ...context, retryMs, attemptMs: 5000 });
  // Some refuse an empty request as bad: then they take requests all the same.
  if (outcome.state === "refused" && outcome.status !== 400)
    throw explainRefusal(prometheus, outcome.reason, outcome.status);
}

function readWindow(yaml: string | undefined): number | undefined {
  // VictoriaMetrics answers an empty text: it has no such setting, and takes any history.
  if (yaml === undefined || yaml === "" || yaml.length > 16 * 1024 * 1024) return undefined;
  // The whole configuration may be large and is not ours: only the storage section is parsed.
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

/** An empty head has the largest number as its oldest and the smallest as its newest time. */
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
