import { missing, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { BlockPool } from "../../prometheus/write/batches.ts";

/** Samples that are looked through at most for a marker that a fast clock would pass over. */
const mostSkipped = 256;

/** Shared by all sources: filling is synchronous. */
const pool = new BlockPool(mostSkipped);

/** The index of the spec's grid that was shown at a scrape of the real one: below 0 for none. */
export type ShownIndex = (index: number) => number | "absent";

/**
 * A source by the scrapes of another grid: at each it has the sample that the spec's clock showed then. A stale marker
 * that a fast clock passed over comes at the next scrape; a series that is paused and absent is stale.
 */
export function shownSource(source: SeriesSource, shown: ShownIndex): SeriesSource {
  let last = -1;
  const one = (index: number, at: number, blocks: readonly SampleBlock[]): void => {
    const wanted = shown(index);
    if (wanted === "absent" || wanted < 0) {
      for (const { states } of blocks) states[at] = wanted === "absent" ? stale : missing;
      return;
    }
    const skipped = wanted - last;
    const count = last >= 0 && skipped > 1 && skipped <= mostSkipped ? skipped : 1;
    const own = pool.blocksFor(source);
    source.fill(wanted - count + 1, count, own);
    last = wanted;
    for (const [place, block] of blocks.entries()) copyLast(own[place]!, count, block, at);
  };
  return {
    definition: source.definition,
    series: source.series,
    fill(firstIndex, length, blocks) {
      for (let at = 0; at < length; at++) one(firstIndex + at, at, blocks);
    },
    get clampedRates() {
      return source.clampedRates;
    },
  };
}

function copyLast(from: SampleBlock, count: number, to: SampleBlock, at: number): void {
  const last = count - 1;
  to.values[at] = from.values[last]!;
  to.states[at] = from.states[last]!;
  if (to.histograms !== undefined) to.histograms[at] = from.histograms?.[last];
  if (from.states[last] === missing && from.states.subarray(0, last).includes(stale)) to.states[at] = stale;
}
