import { ExpectedError, PrometheusError } from "../../errors.ts";
import { writeProgress } from "../../prometheus/live/live-progress.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { Shard } from "../../prometheus/shards/shard.ts";
import { triedAgain } from "../../text/tried-again.ts";
import type { RunContext } from "../context.ts";
import type { LiveSet, LiveWork } from "./live-set.ts";
import type { LiveStats } from "./live-stats.ts";

/** Options of {@link writeTurn}. */
export interface WriteOptions {
  readonly set: LiveSet;
  readonly prometheus: Prometheus;
  readonly shard: Shard;
  readonly retryMs: number;
  readonly stats: LiveStats;
  /** The receiver's clock. Unix milliseconds. */
  readonly receiverNow: () => number;
  /** Grafana's clock, which previews expire by. Unix milliseconds. */
  readonly grafanaNow: () => number;
}

/** A preview whose writing failed waits this long, while the others go on: longer where the receiver asks for it. */
const pauseMs = 15_000;
const longestPauseMs = 900_000;
/** Nobody looks for new previews more often. */
const longestSleepMs = 1000;

/**
 * Writes a few scrapes for each preview that has some due, so that one that is far behind does not hold up the others.
 * Nothing is written for a moment after a preview's expiry.
 *
 * @returns how long nothing is due, in milliseconds; 0 if there is more to write now.
 */
export async function writeTurn(options: WriteOptions, context: RunContext): Promise<number> {
  const { set, stats, receiverNow, grafanaNow } = options;
  for (const work of set.works) {
    context.signal.throwIfAborted();
    if (!set.works.includes(work) || context.now() < work.notBeforeMs) continue;
    if (work.preview.expiresAtMs <= grafanaNow()) continue;
    try {
      await writeSome(work, options, context);
      if (work.said !== undefined) context.progress.step(`${work.preview.value}: writing goes on`);
      work.said = undefined;
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      stats.failures.write++;
      work.notBeforeMs = context.now() + pauseAfter(error);
      if (work.said !== error.message) context.progress.step(triedAgain(`${work.preview.value}: ${error.message}`));
      work.said = error.message;
      // A receiver that hangs holds up every preview for a while, one after the other.
      stats.turnedAtMs = context.now();
      stats.lagSeconds = lagOf(options);
    }
  }
  stats.turnedAtMs = context.now();
  stats.lagSeconds = lagOf(options);
  const waits = set.works
    .filter(({ preview }) => preview.expiresAtMs > grafanaNow())
    .map((work) => Math.max(dueOf(work) - receiverNow(), work.notBeforeMs - context.now()));
  return Math.max(0, Math.min(longestSleepMs, ...waits));
}

/** How late the oldest scrape is that is due, in seconds. */
function lagOf({ set, receiverNow }: WriteOptions): number {
  const lateMs = set.works.map((work) => (work.writer === undefined ? 0 : receiverNow() - dueOf(work)));
  return Math.max(0, ...lateMs) / 1000;
}

function pauseAfter(error: ExpectedError): number {
  const asked = error instanceof PrometheusError ? (error.waitMs ?? 0) : 0;
  return Math.max(pauseMs, Math.min(asked, longestPauseMs));
}

async function writeSome(work: LiveWork, options: WriteOptions, context: RunContext): Promise<void> {
  const { set, prometheus, shard, retryMs, stats, receiverNow } = options;
  const writer = await set.writerOf(work);
  const { value, grid, expiresAtMs } = work.preview;
  const nowMs = Math.min(receiverNow(), expiresAtMs);
  if (writer.dueMs > nowMs) return;
  stats.samples += await writer.writeDue(nowMs);
  const index = writer.next - 1;
  if (index <= work.recorded || !Number.isFinite(index)) return;
  const timeMs = grid.fromMs + index * grid.stepMs;
  await writeProgress(prometheus, { value, shard, index, timeMs }, { ...context, retryMs });
  work.recorded = index;
}

function dueOf({ writer, preview }: LiveWork): number {
  if (writer === undefined) return 0;
  return writer.dueMs > preview.expiresAtMs ? Number.POSITIVE_INFINITY : writer.dueMs;
}
