import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { type Batch, BlockPool } from "../write/batches.ts";
import { FloatWriter } from "./float-writer.ts";
import { NativeWriter } from "./native-writer.ts";
import type { RequestWriter } from "./request-writer.ts";
import { SliceTemplates, totalsOf } from "./slice-templates.ts";
import type { WriteVersion } from "./write-version.ts";

/** A range of grid indexes: `firstIndex` … `firstIndex + length − 1`. */
export interface Slice {
  readonly firstIndex: number;
  readonly length: number;
}

/** Two reusable requests, because native histograms need requests of their own. */
export interface Writers {
  readonly floats: RequestWriter;
  readonly natives: RequestWriter;
}

/** Counts of the encoded samples by position of the series in the batch, without stale markers. */
export interface EncodedCounts {
  readonly samples: Uint32Array;
  /** The samples that are NaN. */
  readonly nans: Uint32Array;
}

/** Creates two empty requests. */
export function createWriters(version: WriteVersion): Writers {
  return { floats: new FloatWriter(version), natives: new NativeWriter(version) };
}

/** Generates and encodes batches slice by slice, reusing memory. */
export class BatchEncoder {
  readonly #pool: BlockPool;
  readonly #templates: SliceTemplates;

  /** @param sliceLength - most samples of a series in one slice. */
  constructor(grid: Pick<Grid, "fromMs" | "stepMs">, sliceLength: number) {
    this.#templates = new SliceTemplates(grid);
    this.#pool = new BlockPool(sliceLength);
  }

  /**
   * Fills the writers with the samples of a batch, replacing their contents.
   *
   * @param only - encode only these sources. Default: all.
   */
  encode(batch: Batch, slice: Slice, { floats, natives }: Writers, only?: ReadonlySet<SeriesSource>): EncodedCounts {
    const { labels, symbols } = batch.heads(floats.version);
    const counts = { samples: new Uint32Array(labels.length), nans: new Uint32Array(labels.length) };
    floats.clear(symbols);
    natives.clear(symbols);
    let place = 0;
    for (const source of batch.sources) {
      const { series } = source;
      if (only !== undefined && !only.has(source)) {
        place += series.length;
        continue;
      }
      const blocks = this.#pool.blocksFor(source);
      source.fill(slice.firstIndex, slice.length, blocks);
      for (let i = 0; i < series.length; i++, place++) {
        const writer = series[i]!.native ? natives : floats;
        const nansBefore = writer.nans;
        const template = this.#templates.of(slice, writer.version === 1 ? undefined : totalsOf(source, i));
        counts.samples[place] = writer.appendSeries(labels[place]!, blocks[i]!, slice.length, template);
        counts.nans[place] = writer.nans - nansBefore;
      }
    }
    return counts;
  }
}
