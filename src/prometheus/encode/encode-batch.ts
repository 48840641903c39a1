import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { type Batch, BlockPool } from "../write/batches.ts";
import { FloatWriter } from "./float-writer.ts";
import { NativeWriter } from "./native-writer.ts";
import type { RequestWriter } from "./request-writer.ts";
import { type SliceTemplate, sliceTemplate } from "./slice-template.ts";

/** Places of the grid: `firstIndex` … `firstIndex + length − 1`. */
export interface Slice {
  readonly firstIndex: number;
  readonly length: number;
}

/** Two requests that are filled again and again: native histograms go in requests of their own (facts 13a). */
export interface Writers {
  readonly floats: RequestWriter;
  readonly natives: RequestWriter;
}

/** What was encoded, by place of the series in the batch; stale markers not counted. */
export interface EncodedCounts {
  readonly samples: Uint32Array;
  /** How many of them are NaN. */
  readonly nans: Uint32Array;
}

/** Empty requests. */
export function createWriters(): Writers {
  return { floats: new FloatWriter(), natives: new NativeWriter() };
}

/** Generates batches slice by slice and encodes them; memory is used again and again. */
export class BatchEncoder {
  readonly #pool: BlockPool;
  /** Lanes are at most one slice apart, so two are all that is ever needed. */
  readonly #templates: [SliceTemplate | undefined, SliceTemplate | undefined] = [undefined, undefined];

  /** @param sliceLength - samples of a series in one slice at most. */
  readonly #grid: Pick<Grid, "fromMs" | "stepMs">;

  constructor(grid: Pick<Grid, "fromMs" | "stepMs">, sliceLength: number) {
    this.#grid = grid;
    this.#pool = new BlockPool(sliceLength);
  }

  /**
   * Replaces what is in the writers by the samples of a batch.
   *
   * @param only - of these sources alone.
   */
  encode(batch: Batch, slice: Slice, { floats, natives }: Writers, only?: ReadonlySet<SeriesSource>): EncodedCounts {
    const { labels } = batch;
    const counts = { samples: new Uint32Array(labels.length), nans: new Uint32Array(labels.length) };
    const template = this.#templateOf(slice);
    floats.clear();
    natives.clear();
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
        counts.samples[place] = writer.appendSeries(labels[place]!, blocks[i]!, slice.length, template);
        counts.nans[place] = writer.nans - nansBefore;
      }
    }
    return counts;
  }

  #templateOf({ firstIndex, length }: Slice): SliceTemplate {
    const { fromMs, stepMs } = this.#grid;
    const firstTimeMs = fromMs + firstIndex * stepMs;
    const known = this.#templates.find((one) => one?.firstTimeMs === firstTimeMs && one.length === length);
    if (known !== undefined) return known;
    const made = sliceTemplate(firstTimeMs, stepMs, length);
    const [first, second] = this.#templates;
    this.#templates[(first?.firstTimeMs ?? -1) <= (second?.firstTimeMs ?? -1) ? 0 : 1] = made;
    return made;
  }
}
