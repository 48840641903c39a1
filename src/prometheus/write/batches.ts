import { createBlock, type SampleBlock } from "../../generator/sampling/block.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource, WireSeries } from "../../generator/series.ts";
import { type ExtraLabel, LabelEncoder } from "../encode/encode-labels.ts";

/** Sources that travel together: always in one request, so that no series is in two requests at once. */
export interface Batch {
  readonly sources: readonly SeriesSource[];
  /** Labels of all wire series, encoded; in the order of the sources. */
  readonly labels: readonly Uint8Array[];
  readonly series: readonly WireSeries[];
}

/** How the samples are cut into requests. */
export interface Cut {
  readonly batches: readonly Batch[];
  /** Samples of a series in one slice, at least 1. */
  readonly sliceLength: number;
  readonly slices: number;
}

/** What {@link cutIntoBatches} keeps to. */
export interface CutLimits {
  /** Samples of a request, about. Default 30,000. */
  readonly samplesPerRequest?: number | undefined;
  /**
   * Time that a slice spans at most. Default 30 min: two slices under way stay within the hour that a default
   * Prometheus takes.
   */
  readonly sliceMs?: number | undefined;
}

/** Mimir takes no more in a request by default (facts 11). */
const hardSampleLimit = 200_000;
/** A native histogram has up to some 160 buckets of 8 bytes; a request may have 32 MiB (facts 11). */
const nativeWeight = 20;

/**
 * Cuts series and time into requests of about the same size. A source's series stay together: they are generated
 * together.
 */
export function cutIntoBatches(
  sources: readonly SeriesSource[],
  grid: Grid,
  { extra, samplesPerRequest = 30_000, sliceMs = 1_800_000 }: CutLimits & { readonly extra?: ExtraLabel | undefined },
): Cut {
  const widest = sources.reduce((most, { series }) => Math.max(most, series.length), 1);
  const sliceLength = Math.max(
    1,
    Math.min(Math.floor(sliceMs / grid.stepMs), samplesPerRequest, Math.floor(hardSampleLimit / widest), grid.count),
  );
  const mostPerBatch = Math.max(1, Math.floor(samplesPerRequest / sliceLength));
  const total = sources.reduce((sum, source) => sum + weightOf(source), 0);
  // All of one size: a small one at the end would cost a request as well.
  const weightPerBatch = Math.ceil(total / Math.ceil(total / mostPerBatch));
  const encoder = new LabelEncoder(extra);
  const batches: Batch[] = [];
  let current: SeriesSource[] = [];
  let weight = 0;
  for (const source of sources) {
    const own = weightOf(source);
    if (current.length > 0 && weight + own > weightPerBatch) {
      batches.push(makeBatch(current, encoder));
      current = [];
      weight = 0;
    }
    current.push(source);
    weight += own;
  }
  if (current.length > 0) batches.push(makeBatch(current, encoder));
  return { batches, sliceLength, slices: Math.ceil(grid.count / sliceLength) };
}

/** What a source counts for, as series of floats. */
function weightOf({ series }: SeriesSource): number {
  return series.reduce((sum, { native }) => sum + (native ? nativeWeight : 1), 0);
}

function makeBatch(sources: readonly SeriesSource[], encoder: LabelEncoder): Batch {
  const series = sources.flatMap((source) => source.series);
  let labels: readonly Uint8Array[] | undefined;
  return {
    sources,
    series,
    // When the batch is written for the first time: the receiver need not wait for the labels of all.
    get labels() {
      labels ??= series.map((one) => encoder.encode(one));
      return labels;
    },
  };
}

/** Blocks that every batch is filled through, one after the other. */
export class BlockPool {
  readonly #floats: SampleBlock[] = [];
  readonly #natives: SampleBlock[] = [];
  /** By how many there are: nearly all sources have floats only, and each is asked for in every slice. */
  readonly #floatBlocks: (readonly SampleBlock[])[] = [];
  readonly #capacity: number;

  /** @param capacity - samples of a block. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** A block for each series of a source; valid until the next call. */
  blocksFor({ series }: SeriesSource): readonly SampleBlock[] {
    if (series.some(isNative)) return series.map((one, place) => this.#block(place, one.native));
    const known = this.#floatBlocks[series.length];
    if (known !== undefined) return known;
    const made = series.map((_, place) => this.#block(place, false));
    this.#floatBlocks[series.length] = made;
    return made;
  }

  #block(place: number, native: boolean): SampleBlock {
    const blocks = native ? this.#natives : this.#floats;
    blocks[place] ??= createBlock(this.#capacity, { native });
    return blocks[place];
  }
}

function isNative({ native }: WireSeries): boolean {
  return native;
}
