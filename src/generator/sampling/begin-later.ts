import type { SeriesSource } from "../series.ts";
import { missing } from "./block.ts";

/** The source without its samples before an index of the grid; all others are the same. */
export function beginLater(source: SeriesSource, fromIndex: number): SeriesSource {
  if (fromIndex <= 0) return source;
  return {
    definition: source.definition,
    series: source.series,
    get totalsFrom() {
      return source.totalsFrom!;
    },
    get clampedRates() {
      return source.clampedRates;
    },
    fill(firstIndex, length, blocks) {
      const skipped = Math.min(length, Math.max(0, fromIndex - firstIndex));
      if (skipped < length) source.fill(firstIndex, length, blocks);
      for (const { states } of blocks) states.fill(missing, 0, skipped);
    },
  };
}
