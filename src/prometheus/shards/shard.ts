import { seriesKey } from "../../generator/random/hash.ts";
import type { SeriesDefinition } from "../../generator/series.ts";

/** One of several processes that share the series of a spec between them. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** The only process. */
export const wholeShard: Shard = { index: 1, count: 1 };

/** Most processes. */
const maxShards = 1000;

/** `2/8`. */
export function shardText({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/** Reads `2/8`; undefined for anything else. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count && shard.count <= maxShards ? shard : undefined;
}

/**
 * Whether a shard writes these series. It depends on name and labels only, so that every process decides the same
 * without asking; the parts of a histogram or summary stay together.
 */
export function isInShard(
  { name, labels }: Pick<SeriesDefinition, "name" | "labels">,
  { index, count }: Shard,
): boolean {
  if (count === 1) return true;
  const { high, low } = seriesKey(0, name, labels);
  return ((high ^ low) >>> 0) % count === index - 1;
}
