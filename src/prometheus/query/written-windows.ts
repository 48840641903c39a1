import type { EncodedCounts } from "../encode/encode-batch.ts";
import type { Cut } from "../write/batches.ts";

/** Counts of the samples written for a metric or a series, without stale markers. */
export interface WrittenCount {
  readonly samples: number;
  /** The samples that are NaN: VictoriaMetrics answers 204 and drops them. */
  readonly nans: number;
}

/** Samples at grid indexes `firstIndex` … `firstIndex + length − 1`: as many as one query may read. */
export interface WrittenWindow {
  readonly firstIndex: number;
  readonly length: number;
  readonly samples: number;
  /** By metric name on the wire. Names without samples are left out. */
  readonly byName: ReadonlyMap<string, WrittenCount>;
}

/** Far below the query limits of servers. */
const samplesPerWindow = 5_000_000;

/** Whether a receiver has every sample. It may lack the NaNs, because some receivers drop them. */
export function isComplete(found: number, { samples, nans }: WrittenCount): boolean {
  return found === samples || (nans > 0 && found === samples - nans);
}

/**
 * Counts written samples by time window and metric name, for comparison with the samples that are read back. Its size
 * does not depend on the number of samples.
 */
export class WindowCounter {
  /** Stale markers not counted. */
  samples = 0;
  readonly #names: readonly string[];
  /** For each batch, the index in `#names` of each series' name. */
  readonly #nameOf: readonly Int32Array[];
  readonly #slicesPerWindow: number;
  readonly #windowCounts: readonly { readonly samples: Float64Array; readonly nans: Float64Array }[];
  readonly #seen: readonly Uint8Array[];

  readonly #cut: Cut;
  readonly #grid: { readonly stepMs: number; readonly count: number };

  constructor(cut: Cut, grid: { readonly stepMs: number; readonly count: number }) {
    this.#cut = cut;
    this.#grid = grid;
    const numbers = new Map<string, number>();
    const numberOf = (name: string) => {
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    };
    this.#nameOf = cut.batches.map(({ series }) => Int32Array.from(series, ({ name }) => numberOf(name)));
    this.#names = [...numbers.keys()];
    this.#seen = cut.batches.map(({ series }) => new Uint8Array(series.length));
    const seriesCount = this.#seen.reduce((sum, { length }) => sum + length, 0);
    // A range cannot be half a millisecond, so with a step of 1 ms there is one window.
    this.#slicesPerWindow =
      grid.stepMs < 2
        ? cut.slices
        : Math.max(1, Math.floor(samplesPerWindow / (Math.max(1, seriesCount) * cut.sliceLength)));
    this.#windowCounts = Array.from({ length: Math.ceil(cut.slices / this.#slicesPerWindow) }, () => ({
      samples: new Float64Array(this.#names.length),
      nans: new Float64Array(this.#names.length),
    }));
  }

  /** Series that have at least one sample. */
  get series(): number {
    return this.#seen.reduce((sum, flags) => sum + flags.reduce((count, flag) => count + flag, 0), 0);
  }

  /** Adds a batch's samples of one slice. */
  add(batch: number, slice: number, { samples, nans }: EncodedCounts): void {
    const [seen, nameOf, window] = [
      this.#seen[batch]!,
      this.#nameOf[batch]!,
      this.#windowCounts[Math.floor(slice / this.#slicesPerWindow)]!,
    ];
    for (let place = 0; place < samples.length; place++) {
      const written = samples[place]!;
      if (written === 0) continue;
      seen[place] = 1;
      window.samples[nameOf[place]!]! += written;
      window.nans[nameOf[place]!]! += nans[place]!;
      this.samples += written;
    }
  }

  /** The windows to read back, oldest first. */
  windows(): WrittenWindow[] {
    const length = this.#slicesPerWindow * this.#cut.sliceLength;
    return this.#windowCounts.map(({ samples, nans }, index) => ({
      firstIndex: index * length,
      length: Math.min(length, this.#grid.count - index * length),
      samples: samples.reduce((sum, count) => sum + count, 0),
      byName: new Map(
        this.#names.flatMap((name, number) =>
          samples[number] === 0 ? [] : [[name, { samples: samples[number]!, nans: nans[number]! }] as const],
        ),
      ),
    }));
  }
}
