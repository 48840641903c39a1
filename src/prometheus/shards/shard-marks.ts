import type { Grid } from "../../generator/sampling/grid.ts";
import { encodePoints } from "../encode/encode-floats.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import type { Prometheus } from "../prometheus.ts";
import { type InstantSample, instantQuery } from "../query/query.ts";
import type { WrittenCount } from "../query/written-windows.ts";
import { agreeOnVersion } from "../write/agree-on-version.ts";
import { explainRefusal } from "../write/explain-refusal.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";
import { type Shard, shardText } from "./shard.ts";

/** The metrics by which the shards of one run find each other. `deleteMark` deletes them with the revision's mark. */
export const shardMetrics = ["dashpreview_shard_plan", "dashpreview_shard_done"] as const;
const [planMetric, doneMetric] = shardMetrics;

/** The first shard's word for the others: where they write what. */
export interface ShardPlan {
  /** The value of the isolation label. */
  readonly value: string;
  /** One word that the shards of one run have in common, and no other run has. */
  readonly run: string;
  /** How many shards there are. */
  readonly count: number;
  readonly grid: Grid;
  /** A digest of the data specs: every shard is to read the same. */
  readonly specs: string;
  /** Unix milliseconds. */
  readonly createdAtMs: number;
}

/**
 * Writes the plan of a run.
 *
 * @param options.timeMs - the receiver's now.
 * @throws {PrometheusError} if the receiver does not take it.
 */
export async function writeShardPlan(
  prometheus: Prometheus,
  { value, run, count, grid, specs, createdAtMs }: ShardPlan,
  context: SendContext & { readonly timeMs: number },
): Promise<void> {
  const { fromMs, stepMs, leadIn = 0 } = grid;
  const numbers = { shards: count, from: fromMs, step: stepMs, count: grid.count, lead_in: leadIn };
  const texts = Object.entries(numbers).map(([name, number]) => [name, String(number)] as const);
  const labels = [...texts, ["preview", value], ["run", run], ["specs", specs]] as const;
  await write(prometheus, planMetric, [{ labels, value: createdAtMs }], context);
}

/**
 * Finds the plan of a run; the newest, if its first shard began anew.
 *
 * @throws {PrometheusError} if the receiver does not answer.
 */
export async function findShardPlan(
  prometheus: Prometheus,
  {
    run,
    count,
    project,
    key,
  }: { readonly run: string; readonly count: number; readonly project: string; readonly key: string },
  { signal }: Pick<SendContext, "signal"> = {},
): Promise<ShardPlan | undefined> {
  const own = `preview=~${JSON.stringify(`${project}[.]${key}[.].+`)}`;
  const selector = `${planMetric}{run=${JSON.stringify(run)},shards="${count}",${own}}`;
  const doing = "looking for what the first shard plans";
  const found = await instantQuery(prometheus, `last_over_time(${selector}[1d])`, { doing, signal });
  const [newest] = found.toSorted((a, b) => b.value - a.value);
  return newest === undefined ? undefined : readPlan(newest, run, count);
}

function readPlan({ labels, value }: InstantSample, run: string, count: number): ShardPlan | undefined {
  const number = (name: string) => Number(labels[name] ?? Number.NaN);
  const leadIn = number("lead_in");
  const grid = { fromMs: number("from"), stepMs: number("step"), count: number("count") };
  const whole = [...Object.values(grid), leadIn, value].every((one) => Number.isSafeInteger(one) && one >= 0);
  if (!whole || grid.stepMs < 1 || grid.count < 1 || leadIn >= grid.count) return undefined;
  return {
    value: labels["preview"] ?? "",
    run,
    count,
    grid: leadIn === 0 ? grid : { ...grid, leadIn },
    specs: labels["specs"] ?? "",
    createdAtMs: value,
  };
}

/** A shard's word for the first one: it has written so much. */
export interface ShardDone {
  readonly series: number;
  /** By metric name on the wire. */
  readonly byName: ReadonlyMap<string, WrittenCount>;
}

/**
 * Says that a shard has written its part.
 *
 * @param options.timeMs - the receiver's now.
 * @throws {PrometheusError} if the receiver does not take it.
 */
export async function writeShardDone(
  prometheus: Prometheus,
  { value, shard, series, byName }: ShardDone & { readonly value: string; readonly shard: Shard },
  context: SendContext & { readonly timeMs: number },
): Promise<void> {
  const who = [
    ["preview", value],
    ["shard", shardText(shard)],
  ] as const;
  const rows = [
    { labels: [...who, ["kind", "series"]] as const, value: series },
    { labels: [...who, ["kind", "names"]] as const, value: byName.size },
    ...[...byName].flatMap(([name, { samples, nans }]) =>
      Object.entries({ samples, nans }).map(([kind, count]) => ({
        labels: [...who, ["kind", kind], ["name", name]] as const,
        value: count,
      })),
    ),
  ];
  await write(prometheus, doneMetric, rows, context);
}

/**
 * The shards that have written their part, by their number.
 *
 * @throws {PrometheusError} if the receiver does not answer.
 */
export async function readShardsDone(
  prometheus: Prometheus,
  { value, count }: Pick<ShardPlan, "value" | "count">,
  { signal }: Pick<SendContext, "signal"> = {},
): Promise<ReadonlyMap<number, ShardDone>> {
  const selector = `${doneMetric}{preview=${JSON.stringify(value)},shard=~".+/${count}"}`;
  const doing = "looking which shards are done";
  const found = await instantQuery(prometheus, `last_over_time(${selector}[1d])`, { doing, signal });
  const rows = new Map<number, InstantSample[]>();
  for (const one of found) {
    const index = Number((one.labels["shard"] ?? "").split("/")[0]);
    const known = rows.get(index);
    if (known === undefined) rows.set(index, [one]);
    else known.push(one);
  }
  const done = new Map<number, ShardDone>();
  for (const [index, some] of rows) {
    const of = (kind: string) => some.filter(({ labels }) => labels["kind"] === kind);
    const [series, names] = [of("series")[0]?.value, of("names")[0]?.value];
    const nans = new Map(of("nans").map(({ labels, value: count }) => [labels["name"], count]));
    const byName = new Map(
      of("samples").map(({ labels, value: samples }) => {
        const name = labels["name"] ?? "";
        return [name, { samples, nans: nans.get(name) ?? 0 }];
      }),
    );
    if (series !== undefined && names === byName.size) done.set(index, { series, byName });
  }
  return done;
}

async function write(
  prometheus: Prometheus,
  name: string,
  rows: readonly { readonly labels: readonly (readonly [string, string])[]; readonly value: number }[],
  { timeMs, ...context }: SendContext & { readonly timeMs: number },
): Promise<void> {
  const version = await agreeOnVersion(prometheus, context);
  const points = rows.map(({ labels, value }) => ({ name, labels, value }));
  const request = encodePoints(version, points, sliceTemplate(Math.floor(timeMs), 1, 1));
  const outcome = await sendRequest(prometheus, request, context);
  if (outcome.state === "refused" && !outcome.maybeStored)
    throw explainRefusal(prometheus, outcome.reason, outcome.status);
}
