import { defined } from "../../json/defined.ts";
import { createBlock, type HistogramSample, present, stale } from "../sampling/block.ts";
import { createSource } from "../sampling/source.ts";
import type { End, SeriesDefinition, SeriesSource } from "../series.ts";
import type { Signal } from "../signal.ts";

/** A sample as tests write it down; undefined is a missing scrape. */
export type Sample = number | HistogramSample | "stale" | undefined;

/** Samples of each wire series of a source at `count` indexes from `first` on. */
export function samplesOf(source: SeriesSource, first: number, count: number): Sample[][] {
  const blocks = source.series.map(({ native }) => createBlock(count, { native }));
  source.fill(first, count, blocks);
  return blocks.map(({ values, states, histograms }) =>
    Array.from(states, (state, place) => {
      if (state === stale) return "stale";
      if (state !== present) return undefined;
      return histograms === undefined ? values[place]! : histograms[place];
    }),
  );
}

/** Options of {@link sampleSignal}. */
export interface SampleSignalOptions {
  readonly count: number;
  readonly first?: number;
  /** The continuation of a finite signal. */
  readonly ending?: End;
  readonly stepMs?: number;
  readonly fromMs?: number;
  readonly seed?: number;
}

/** Samples of a gauge with a signal, from the anchor on. */
export function sampleSignal(
  value: Signal,
  { count, first = 0, ending, stepMs = 15_000, fromMs = 0, seed = 42 }: SampleSignalOptions,
) {
  const definition: SeriesDefinition = { name: "test", labels: [], kind: "gauge", value, ...endWith(ending) };
  const source = createSource(definition, { seed, grid: { fromMs, stepMs, count: first + count } });
  return samplesOf(source, first, count)[0]!;
}

/** Samples of every wire series of a definition by name (and `le` or `quantile`), from the anchor on. */
export function sampleSeries(
  definition: SeriesDefinition,
  { count, first = 0, stepMs = 15_000, fromMs = 0, seed = 42 }: SampleSignalOptions,
): Map<string, Sample[]> {
  const source = createSource(definition, { seed, grid: { fromMs, stepMs, count: first + count } });
  const samples = samplesOf(source, first, count);
  return new Map(
    source.series.map(({ name, labels }, place) => {
      const [, made] = labels.find(([label]) => label === "le" || label === "quantile") ?? [];
      return [made === undefined ? name : `${name} ${made}`, samples[place]!];
    }),
  );
}

/** The part of a definition that says what follows a finite signal. */
export function endWith(end: End | undefined): { readonly then?: End } {
  // biome-ignore lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
  return defined({ then: end });
}
