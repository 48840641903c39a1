import { encodePoints } from "../encode/encode-floats.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import type { Prometheus } from "../prometheus.ts";
import { instantQuery } from "../query/query.ts";
import { type Shard, shardText, wholeShard } from "../shards/shard.ts";
import { agreeOnVersion } from "../write/agree-on-version.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";

/**
 * The metric that says how far live writing has come: the grid index of the last scrape of which every series is
 * stored. It does not carry the isolation label, so no query of a preview sees it. `deleteMark` deletes it.
 */
export const progressMetric = "dashpreview_live_progress";

/** Who has written how much. */
export interface LiveProgress {
  /** The value of the isolation label on the revision's series. */
  readonly value: string;
  /** The part of the series that was written. Default all. */
  readonly shard?: Shard | undefined;
  /** The grid index of a scrape. */
  readonly index: number;
  /** When that scrape is: Unix milliseconds. */
  readonly timeMs: number;
}

/**
 * Records how far live writing has come. Two writers that record the same write the same sample.
 *
 * @returns whether it was stored: an older record than the receiver has is refused, which does no harm.
 * @throws {PrometheusError} if the receiver does not answer within the retry time.
 */
export async function writeProgress(
  prometheus: Prometheus,
  { value, shard = wholeShard, index, timeMs }: LiveProgress,
  context: SendContext,
): Promise<boolean> {
  const labels = [
    ["preview", value],
    ["shard", shardText(shard)],
  ] as const;
  const version = await agreeOnVersion(prometheus, context);
  const points = [{ name: progressMetric, labels, value: index }];
  const outcome = await sendRequest(prometheus, encodePoints(version, points, sliceTemplate(timeMs, 1, 1)), context);
  return outcome.state === "stored";
}

/**
 * The grid index that live writing of a shard goes on after: the last one that it, or all shards of some number of them
 * together, have written. Undefined where nobody has written, or none of it is kept.
 *
 * @throws {PrometheusError} if the receiver does not answer.
 */
export async function readProgress(
  prometheus: Prometheus,
  { value, shard = wholeShard }: Pick<LiveProgress, "value" | "shard">,
  { signal }: Pick<SendContext, "signal"> = {},
): Promise<number | undefined> {
  const query = `last_over_time(${progressMetric}{preview=${JSON.stringify(value)}}[30d])`;
  const doing = `asking how far live writing of ${value} has come`;
  const found = await instantQuery(prometheus, query, { doing, signal });
  const indexes = new Map<string, number>();
  for (const { labels, value: index } of found)
    if (Number.isSafeInteger(index) && index >= 0) indexes.set(labels["shard"] ?? "", index);
  const own = indexes.get(shardText(shard)) ?? -1;
  const counts = new Set(
    [...indexes.keys()].flatMap((text) => /^\d{1,4}\/(\d{1,4})$/.exec(text)?.[1] ?? []).map(Number),
  );
  const together = [...counts].map((count) => {
    const all = Array.from({ length: count }, (_, i) => indexes.get(shardText({ index: i + 1, count })) ?? -1);
    return Math.min(...all);
  });
  const most = Math.max(own, ...together);
  return most < 0 ? undefined : most;
}
