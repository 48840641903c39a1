import { PrometheusError, UsageError } from "../../errors.ts";
import { digest } from "../../identity/digest.ts";
import { type PreviewIdentity, parseIsolationValue } from "../../identity/preview-identity.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { isInShard, shardText } from "../../prometheus/shards/shard.ts";
import {
  findShardPlan,
  readShardsDone,
  type ShardDone,
  type ShardPlan,
  writeShardDone,
  writeShardPlan,
} from "../../prometheus/shards/shard-marks.ts";
import { verifyTotals } from "../../prometheus/shards/verify-totals.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { planSeries, type SeriesPlan } from "./plan.ts";
import { addCounts, isolationOf, type RevisionOptions, undo, type WrittenRevision, writeRevision } from "./revision.ts";
import type { ShardOptions } from "./up-options.ts";

/** How often the others are asked after. */
const lookEveryMs = 1000;

/** A text that differs where the data specs do. */
export function specsDigest(specs: readonly LoadedSpec[]): string {
  const texts = specs.map(({ document: { text, scenario, files } }) => JSON.stringify([text, scenario, [...files]]));
  return digest(16, ...texts.sort());
}

/**
 * The first shard's work: says where everything goes, writes its own part, waits for the others, and reads all of it
 * back.
 *
 * @throws {PrometheusError} if a part is missing after the time, or samples are: then the revision is deleted.
 */
export async function writeAsFirst(
  options: RevisionOptions,
  {
    shards,
    specs,
    createdAtMs,
    receiverNow,
  }: {
    readonly shards: ShardOptions;
    readonly specs: readonly LoadedSpec[];
    readonly createdAtMs: number;
    readonly receiverNow: () => number;
  },
  context: RunContext,
): Promise<WrittenRevision> {
  const { prometheus, plan, run, retryMs, verifyTimeoutMs } = options;
  const { shard } = shards;
  const isolation = isolationOf(run);
  const { value } = isolation;
  const mine = { value, run: shards.run, count: shard.count, grid: plan.grid, specs: specsDigest(specs), createdAtMs };
  await writeShardPlan(prometheus, mine, { ...context, retryMs, timeMs: receiverNow() });
  const definitions = plan.definitions.filter(({ definition }) => isInShard(definition, shard));
  const own = await writeRevision({ ...options, plan: { ...plan, definitions }, part: "first" }, context);
  try {
    const others = await awaitOthers(prometheus, mine, shards, context);
    const totals = addCounts([own.byName, ...others.map(({ byName }) => byName)]);
    const series = own.series + others.reduce((sum, one) => sum + one.series, 0);
    const verified = await verifyTotals(prometheus, {
      ...context,
      isolation,
      grid: plan.grid,
      totals,
      series,
      timeoutMs: verifyTimeoutMs,
      onProgress: (done, total) => context.progress.update("reading back", done, total),
    });
    context.progress.clear();
    const samples = [...totals.values()].reduce((sum, one) => sum + one.samples, 0);
    return { ...own, series, samples, verified, byName: totals };
  } catch (error) {
    context.progress.clear();
    context.progress.step(await undo(options, context));
    throw error;
  }
}

async function awaitOthers(
  prometheus: Prometheus,
  plan: ShardPlan,
  { waitMs }: ShardOptions,
  context: RunContext,
): Promise<readonly ShardDone[]> {
  const { count } = plan;
  const elapsed = context.elapsed ?? context.now;
  const deadlineMs = elapsed() + waitMs;
  for (let look = 0; ; look++) {
    const done = await readShardsDone(prometheus, plan, context);
    const missing = Array.from({ length: count - 1 }, (_, i) => i + 2).filter((index) => !done.has(index));
    if (missing.length === 0) return [...done].filter(([index]) => index > 1 && index <= count).map(([, one]) => one);
    if (look === 0) context.progress.step(`waiting for ${missing.length} of ${count} shards`);
    context.progress.update("waiting for the other shards", count - missing.length, count);
    if (elapsed() > deadlineMs) {
      const names = missing.slice(0, 10).map((index) => shardText({ index, count }));
      const more = missing.length > 10 ? ` and ${missing.length - 10} more` : "";
      throw new PrometheusError(
        `no word of the shards ${names.join(", ")}${more} after ${formatDuration(waitMs)}: they have to run at the ` +
          "same time, with the same data specs and the same --run; --shard-wait is how long they are waited for",
        { code: "unavailable" },
      );
    }
    await context.sleep(lookEveryMs, context.signal);
  }
}

/** The options of the shards of a run in one of its scenarios: each has a plan of its own. */
export function shardsIn(shards: ShardOptions, scenario: string | undefined): ShardOptions {
  return scenario === undefined ? shards : { ...shards, run: `${shards.run}/${scenario}` };
}

/** Options of {@link writeAsOther}. */
export interface OtherOptions {
  readonly prometheus: Prometheus;
  readonly review: PreviewIdentity;
  readonly specs: readonly LoadedSpec[];
  readonly shards: ShardOptions;
  readonly maxSeries: number;
  readonly maxSamples: number;
  readonly retryMs: number;
  /** The receiver's clock. Unix milliseconds. */
  readonly receiverNow: () => number;
}

/** One of the other shards has written its part. */
export interface WrittenShard {
  readonly value: string;
  readonly revision: string;
  readonly plan: SeriesPlan;
  readonly series: number;
  readonly samples: number;
}

/**
 * Another shard's work: waits for the first one's word, writes its part there, and says so. Safe to repeat after it was
 * killed, where the receiver takes the same samples again.
 *
 * @throws {UsageError} if its data specs are others than the first shard's.
 * @throws {PrometheusError} if there is no word of the first shard, or samples are refused. Nothing is deleted.
 */
export async function writeAsOther(options: OtherOptions, context: RunContext): Promise<WrittenShard> {
  const { prometheus, review, specs, shards, receiverNow, retryMs, maxSeries, maxSamples } = options;
  const { shard, run, waitMs } = shards;
  const question = { run, count: shard.count, project: review.project, key: review.key };
  const elapsed = context.elapsed ?? context.now;
  const deadlineMs = elapsed() + waitMs;
  let found = await findShardPlan(prometheus, question, context);
  if (found === undefined) context.progress.step(`waiting for the shard 1/${shard.count} of run ${run}`);
  while (found === undefined) {
    if (elapsed() > deadlineMs)
      throw new PrometheusError(
        `no word of the shard 1/${shard.count} of run ${run} after ${formatDuration(waitMs)}: it has to run at the ` +
          "same time, with the same --run, project and key",
        { code: "unavailable" },
      );
    await context.sleep(lookEveryMs, context.signal);
    found = await findShardPlan(prometheus, question, context);
  }
  const identity = parseIsolationValue(found.value);
  if (found.specs !== specsDigest(specs) || identity === undefined)
    throw new UsageError(`the shard 1/${shard.count} of run ${run} has other data specs than this one`);
  const plan = planSeries(specs, {
    nowMs: receiverNow(),
    grid: found.grid,
    maxSeries,
    maxSamples,
    only: (series) => isInShard(series, shard),
  });
  const own = { ...identity, order: 0 };
  context.progress.step(`writing the part ${shardText(shard)} of ${plan.seriesCount} series as ${found.value}`);
  const written = await writeRevision(
    { prometheus, plan, isolation: isolationOf(own), verifyTimeoutMs: 0, retryMs, run: own, part: "other" },
    context,
  );
  const still = await findShardPlan(prometheus, question, context);
  if (still?.value !== found.value) {
    context.progress.step(await undo({ prometheus, isolation: isolationOf(own), run: own }, context));
    throw new PrometheusError(`the shard 1/${shard.count} of run ${run} has given up: run all of them again`, {
      code: "refused",
    });
  }
  await writeShardDone(
    prometheus,
    { value: found.value, shard, ...written },
    { ...context, retryMs, timeMs: receiverNow() },
  );
  return { value: found.value, revision: identity.revision, plan, series: written.series, samples: written.samples };
}
