import { createBlock, type SampleBlock } from "../../generator/sampling/block.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource, WireSeries } from "../../generator/series.ts";
import { type ExtraLabel, LabelEncoder } from "../encode/encode-labels.ts";
import { type Symbols, SymbolTable } from "../encode/symbol-table.ts";
import type { WriteVersion } from "../encode/write-version.ts";
import type { MetricMetadata } from "./metadata.ts";

/** Sources that are always sent in one request, so that no series is in two requests at once. */
export interface Batch {
  readonly sources: readonly SeriesSource[];
  readonly series: readonly WireSeries[];
  /** Labels and the like, encoded when they are first asked for. */
  heads(version: WriteVersion): SeriesHeads;
}

/** The bytes before the samples of a batch's series. */
interface SeriesHeads {
  /** Of all wire series, in the order of the sources. */
  readonly labels: readonly Uint8Array[];
  /** In version 2: the strings that they refer to. */
  readonly symbols?: Symbols | undefined;
}

/** The division of the samples into requests: one for each batch and slice. */
export interface Cut {
  readonly batches: readonly Batch[];
  /** Samples of a series in one slice, at least 1. */
  readonly sliceLength: number;
  readonly slices: number;
}

/** Limits of {@link cutIntoBatches}. */
export interface CutLimits {
  /** Approximate samples per request. Default 30,000. */
  readonly samplesPerRequest?: number | undefined;
  /**
   * Longest time span of a slice in milliseconds. Default 30 min: two slices in flight stay within the hour that a
   * Prometheus with default settings accepts.
   */
  readonly sliceMs?: number | undefined;
}

/** Options of {@link cutIntoBatches}. */
export interface CutOptions extends CutLimits {
  /** A label of every series. */
  readonly extra?: ExtraLabel | undefined;
  /** Of the metrics: version 2 sends it with the samples. */
  readonly metadata?: readonly MetricMetadata[] | undefined;
}

/** Mimir's default limit of samples per request. */
const hardSampleLimit = 200_000;
/** A native histogram has up to about 160 buckets of 8 bytes; a request may have 32 MiB. */
const nativeWeight = 20;

/**
 * Divides series and time into requests of about the same size. The series of one source stay together, because they
 * are generated together.
 */
export function cutIntoBatches(
  sources: readonly SeriesSource[],
  grid: Grid,
  { extra, metadata = [], samplesPerRequest = 30_000, sliceMs = 1_800_000 }: CutOptions,
): Cut {
  const widest = sources.reduce((most, { series }) => Math.max(most, series.length), 1);
  const sliceLength = Math.max(
    1,
    Math.min(Math.floor(sliceMs / grid.stepMs), samplesPerRequest, Math.floor(hardSampleLimit / widest), grid.count),
  );
  const mostPerBatch = Math.max(1, Math.floor(samplesPerRequest / sliceLength));
  const total = sources.reduce((sum, source) => sum + weightOf(source), 0);
  // Batches of equal size, because a small last batch would cost a whole request too.
  const weightPerBatch = Math.ceil(total / Math.ceil(total / mostPerBatch));
  const encoder = new HeadEncoder(extra, metadata);
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

/** The size of a source, in float series. */
function weightOf({ series }: SeriesSource): number {
  return series.reduce((sum, { native }) => sum + (native ? nativeWeight : 1), 0);
}

function makeBatch(sources: readonly SeriesSource[], encoder: HeadEncoder): Batch {
  let known: { readonly version: WriteVersion; readonly heads: SeriesHeads } | undefined;
  return {
    sources,
    series: sources.flatMap((source) => source.series),
    // Encoded when the batch is first written, so that the first request does not wait for all labels.
    heads(version) {
      if (known?.version !== version) known = { version, heads: encoder.encode(version, sources) };
      return known.heads;
    },
  };
}

class HeadEncoder {
  readonly #extra: ExtraLabel | undefined;
  readonly #metadata: ReadonlyMap<string, MetricMetadata>;
  /** Shared, because batches share most of their labels. */
  readonly #labels: LabelEncoder;

  constructor(extra: ExtraLabel | undefined, metadata: readonly MetricMetadata[]) {
    this.#extra = extra;
    this.#metadata = new Map(metadata.map((one) => [one.name, one]));
    this.#labels = new LabelEncoder(extra);
  }

  encode(version: WriteVersion, sources: readonly SeriesSource[]): SeriesHeads {
    if (version === 1)
      return { labels: sources.flatMap(({ series }) => series.map((one) => this.#labels.encode(one))) };
    const table = new SymbolTable(this.#extra);
    const labels = sources.flatMap(({ series, definition: { name, kind } }) =>
      series.map((one) => table.encode(one, this.#metadata.get(name) ?? { type: kind })),
    );
    return { labels, symbols: table.symbols() };
  }
}

/** Sample blocks that all batches share, one after the other. */
export class BlockPool {
  readonly #floats: SampleBlock[] = [];
  readonly #natives: SampleBlock[] = [];
  /** Cached lists by length: nearly all sources have only floats, and each one needs its list for every slice. */
  readonly #floatBlocks: (readonly SampleBlock[])[] = [];
  readonly #capacity: number;

  /** @param capacity - samples per block. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** One block per series of a source; valid until the next call. */
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
