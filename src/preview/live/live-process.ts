import { ExpectedError, PrometheusError } from "../../errors.ts";
import { type GrafanaClock, readClock } from "../../grafana/clock.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Owner } from "../../grafana/marks/ownership.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { probeReceiver } from "../../prometheus/query/probe.ts";
import type { Shard } from "../../prometheus/shards/shard.ts";
import { takesHistoryMs } from "../../prometheus/write/plan-history.ts";
import { counted } from "../../text/counted.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { endExpired, endGone, isGone } from "./end-live.ts";
import { findLive, type LiveCache, type LivePreview } from "./find-live.ts";
import { LiveSet } from "./live-set.ts";
import type { LiveStats } from "./live-stats.ts";
import type { RemovalNews } from "./removal-news.ts";
import { type WriteOptions, writeTurn } from "./write-live.ts";

/** Options of {@link runLiveProcess}. */
export interface LiveProcessOptions {
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  /** Whose previews; without `project` everybody's. */
  readonly owner: Owner;
  /** The data source whose receiver `prometheus` is. */
  readonly dataSourceUid: string;
  readonly shard: Shard;
  readonly maxSeries: number;
  readonly maxTtlMs: number;
  readonly data?: LoadedSpec | undefined;
  /** Write what is due, clean up, and return. */
  readonly once: boolean;
  /** Previews are listed so often, in milliseconds. */
  readonly lookEveryMs: number;
  readonly retryMs: number;
  readonly stats: LiveStats;
  /** Where reviews are told that their preview is gone; absent without a token for their host. */
  readonly news?: RemovalNews | undefined;
}

/**
 * Goes on writing for every preview that is marked for it, until it expires, then cleans it up. Any number of processes
 * may do so at once or after each other: all write the same samples.
 *
 * @throws {GrafanaError} {@link PrometheusError} if a server does not answer at the start, or in a run of `once`.
 * @throws {InterruptedError} if the run is interrupted. The series stay open: another process may go on.
 */
export async function runLiveProcess(options: LiveProcessOptions, context: RunContext): Promise<void> {
  const { grafana, prometheus, once } = options;
  const receiver = await probeReceiver(prometheus, context);
  let clock = await readClock(grafana, context.now);
  context.tune?.("writing");
  const set = new LiveSet({ ...options, takesMs: finite(takesHistoryMs(receiver)) }, context);
  const writing: WriteOptions = {
    ...options,
    set,
    receiverNow: () => context.now() + receiver.clockAheadMs,
    grafanaNow: () => clock.now(),
  };
  const cache: LiveCache = new Map();
  const said = new Map<string, string>();
  const look = async () => {
    clock = await readClock(grafana, context.now);
    await lookOnce(options, { set, cache, clock, said }, context);
  };
  await look();
  if (once) {
    while ((await writeTurn(writing, context)) === 0) context.signal.throwIfAborted();
    const failed = set.works.find(({ said }) => said !== undefined);
    if (failed !== undefined)
      throw new PrometheusError(`${failed.preview.value}: ${failed.said}`, { code: "unavailable" });
    return;
  }
  await Promise.all([lookAgain(options, look, context), writeOn(writing, context)]);
}

function finite(ms: number | undefined): number | undefined {
  return ms !== undefined && Number.isFinite(ms) ? ms : undefined;
}

/** Both go on until the run is interrupted. */
async function writeOn(writing: WriteOptions, context: RunContext): Promise<never> {
  for (;;) await context.sleep(Math.max(1, await writeTurn(writing, context)), context.signal);
}

async function lookAgain(
  { lookEveryMs, stats }: LiveProcessOptions,
  look: () => Promise<void>,
  context: RunContext,
): Promise<never> {
  let said: string | undefined;
  for (;;) {
    await context.sleep(lookEveryMs, context.signal);
    try {
      await look();
      if (said !== undefined) context.progress.step("previews can be listed again");
      said = undefined;
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      stats.failures.list++;
      if (said !== error.message)
        context.progress.step(`${error.message}; writing goes on for the previews that are known, until they expire`);
      said = error.message;
    }
  }
}

interface Known {
  readonly set: LiveSet;
  readonly cache: LiveCache;
  readonly clock: GrafanaClock;
  /** The last problem of each key, so that it is told once. */
  readonly said: Map<string, string>;
}

/** Lists previews, takes in what is new, and ends what has expired or is gone. */
async function lookOnce(
  options: LiveProcessOptions,
  { set, cache, clock, said }: Known,
  context: RunContext,
): Promise<void> {
  const { grafana, stats, shard, news } = options;
  const { previews, leftAlone, unreadable } = await findLive(grafana, { ...options, nowMs: clock.nowMs }, cache);
  const isOver = ({ expiresAtMs }: LivePreview) => expiresAtMs <= clock.now();
  set.take(
    previews.filter((preview) => !isOver(preview)),
    leftAlone,
  );
  const listed = new Map(previews.map((preview) => [preview.value, preview]));
  const ends = { ...options, clock };
  for (const { preview } of set.works) {
    const found = listed.get(preview.value);
    if (found !== undefined && !isOver(found)) continue;
    if (found === undefined) {
      if (preview.dashboards.some(({ uid }) => unreadable.has(uid)) || !(await isGone(grafana, preview))) continue;
    }
    set.drop(preview.value);
    context.progress.step(
      `no longer writing for ${preview.value}: it ${found === undefined ? "is gone" : "has expired"}`,
    );
    const left = found === undefined && shard.index === 1 ? await endGone(preview, ends) : undefined;
    if (left !== undefined) context.progress.step(left);
  }
  // One process is enough for what all shards have written.
  const over = shard.index === 1 ? previews.filter(isOver) : [];
  const keys = new Map(over.map((one) => [`${one.project}.${one.key}`, one]));
  const say = (about: string, problems: readonly string[]) => {
    const text = problems.join("; ");
    if (text !== "" && said.get(about) !== text) context.progress.step(text);
    said.set(about, text);
  };
  for (const [name, one] of keys) {
    const { deleted, problems } = await endExpired(one, ends, context);
    stats.cleaned += deleted.length;
    if (deleted.length > 0) context.progress.step(`deleted ${counted(deleted.length, "expired preview")} of ${name}`);
    if (problems.length > 0) stats.failures.cleanup++;
    say(name, problems);
    news?.add(deleted, clock.now());
  }
  const untold = (await news?.tell(clock.now())) ?? [];
  stats.failures.comment += untold.length;
  say("comments", untold);
  stats.listedAtMs = context.now();
}
