import { lanes, mixIndex } from "../random/hash.ts";
import { createBlock, present } from "../sampling/block.ts";
import type { Grid } from "../sampling/grid.ts";
import type { SeriesSource, WireSeries } from "../series.ts";
import { bucketValue, traceId } from "./exemplar-values.ts";

/** One observation or event of a series, with the trace that it would belong to. */
export interface HistoryExemplar {
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly value: number;
  readonly traceId: string;
}

/** The exemplars of one series on the wire, oldest first. */
export interface SeriesExemplars {
  readonly series: WireSeries;
  readonly exemplars: readonly HistoryExemplar[];
}

/**
 * Exemplars of a source's whole history, at most `moments` in all, evenly over the grid: of a classic histogram one of
 * the observations since the sample before, in its bucket; of a counter that it went up, with the value 1 as client
 * libraries give it. None of other kinds.
 *
 * @param at - tells sources apart: the same source at the same place has the same exemplars.
 */
export function historyExemplars(
  source: SeriesSource,
  { fromMs, stepMs, count }: Grid,
  { at, moments }: { readonly at: number; readonly moments: number },
): SeriesExemplars[] {
  const { definition, series } = source;
  const buckets = definition.kind === "histogram" && definition.native !== true ? definition.buckets : undefined;
  if (definition.kind !== "counter" && buckets === undefined) return [];
  const width = buckets === undefined ? 1 : buckets.length + 1;
  const blocks = series.map(({ native }) => createBlock(2, { native }));
  const made = series.slice(0, width).map((one) => ({ series: one, exemplars: [] as HistoryExemplar[] }));
  const gap = Math.max(1, Math.ceil((count - 1) / moments));
  // Not all of them at the same moments.
  mixIndex(at, 0x1b873593, gap);
  for (let index = 1 + ((lanes[0]! >>> 0) % gap); index < count; index += gap) {
    source.fill(index - 1, 2, blocks);
    const rise = blocks
      .slice(0, width)
      .map(({ values, states }) => (states[0] === present && states[1] === present ? values[1]! - values[0]! : 0));
    const bucket = buckets === undefined ? 0 : chosenBucket(rise, { at, index });
    if (!(rise.at(-1)! > 0)) continue;
    const place = { at: at * 1009 + bucket, index };
    const one =
      buckets === undefined ? { traceId: traceId(place.at, index), value: 1 } : bucketValue(buckets, bucket, place);
    made[bucket]!.exemplars.push({ ...one, timeMs: fromMs + index * stepMs });
  }
  return made.filter(({ exemplars }) => exemplars.length > 0);
}

/** A bucket as often as its observations come. `rise` is of totals up to each bound. */
function chosenBucket(rise: readonly number[], { at, index }: { at: number; index: number }): number {
  mixIndex(at, 0x3c6ef372, index);
  const wanted = (((lanes[0]! >>> 8) + 0.5) / 2 ** 24) * rise.at(-1)!;
  const found = rise.findIndex((total) => total > wanted);
  return found === -1 ? rise.length - 1 : found;
}
