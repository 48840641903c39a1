import type { HistogramSample } from "../../src/generator/sampling/block.ts";
import { missing, present, type SampleBlock, stale } from "../../src/generator/sampling/block.ts";
import type { Labels, SeriesSource } from "../../src/generator/series.ts";

/** What a {@link fixedSource} says at an index: a value, nothing, or the stale marker. */
export type FixedSample = number | undefined | "stale" | HistogramSample;

/** One series whose samples a function of the grid index gives. */
export function fixedSource(
  name: string,
  labels: Readonly<Record<string, string>>,
  sampleAt: (index: number) => FixedSample,
): SeriesSource {
  return fixedSources([{ name, labels, sampleAt }]);
}

/** A source of several series, as a classic histogram is one. */
export function fixedSources(
  parts: readonly {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly native?: boolean;
    readonly sampleAt: (index: number) => FixedSample;
  }[],
): SeriesSource {
  const series = parts.map(({ name, labels, native = false }) => ({
    name,
    labels: Object.entries(labels).sort() as Labels,
    native,
  }));
  return {
    definition: { name: series[0]!.name, labels: series[0]!.labels, kind: "info" },
    series,
    clampedRates: 0,
    fill(firstIndex, length, blocks) {
      for (const [i, block] of blocks.entries())
        for (let place = 0; place < length; place++) put(block, place, parts[i]!.sampleAt(firstIndex + place));
    },
  };
}

function put({ values, states, histograms }: SampleBlock, place: number, sample: FixedSample): void {
  states[place] = sample === undefined ? missing : sample === "stale" ? stale : present;
  if (typeof sample === "number") values[place] = sample;
  if (typeof sample === "object" && histograms !== undefined) histograms[place] = sample;
}
