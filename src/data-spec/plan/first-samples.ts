import type { Courses } from "../../generator/named/courses.ts";
import { createBlock, type HistogramSample, present, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import { createSource } from "../../generator/sampling/source.ts";
import type { Labels, SeriesDefinition } from "../../generator/series.ts";

/** A sample as JSON can hold it: null is a missing scrape, text is `stale`, `NaN`, `+Inf` or `-Inf`. */
export type SampleShown = number | string | null | { readonly count: number; readonly sum: number };

/** One series on the wire with its first samples. */
export interface WireSamples {
  readonly name: string;
  readonly labels: Labels;
  readonly samples: readonly SampleShown[];
}

/** The first `count` samples of every series that a definition makes. `courses`: those that definitions share. */
export function firstSamples(
  definition: SeriesDefinition,
  { seed, grid, courses }: { readonly seed: number; readonly grid: Grid; readonly courses?: Courses | undefined },
  count: number,
): WireSamples[] {
  const source = createSource(definition, { seed, grid, courses });
  const blocks = source.series.map(({ native }) => createBlock(count, { native }));
  source.fill(0, count, blocks);
  return source.series.map(({ name, labels }, index) => {
    const samples = Array.from({ length: count }, (_, place) => sampleAt(blocks[index]!, place));
    return { name, labels, samples };
  });
}

function sampleAt({ states, values, histograms }: SampleBlock, place: number): SampleShown {
  if (states[place] === stale) return "stale";
  if (states[place] !== present) return null;
  const histogram: HistogramSample | undefined = histograms?.[place];
  if (histogram !== undefined) return { count: histogram.count, sum: histogram.sum };
  const value = values[place]!;
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}
