import type { Grid } from "../generator/grid.ts";
import type { SeriesSource } from "../generator/series.ts";
import { type Batch, BlockPool } from "./batches.ts";
import { RequestWriter, type SliceTemplate, sliceTemplate } from "./request-writer.ts";

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

/** Empty requests. */
export function createWriters(): Writers {
  return { floats: new RequestWriter(), natives: new RequestWriter() };
}

/** Generates batches slice by slice and encodes them. */
export class BatchEncoder {
  private readonly pool: BlockPool;
  private readonly templates: (SliceTemplate | undefined)[] = [];

  /** @param sliceLength - samples of a series in one slice. */
  constructor(
    private readonly grid: Pick<Grid, "fromMs" | "stepMs">,
    private readonly sliceLength: number,
  ) {
    this.pool = new BlockPool(sliceLength);
  }

  /**
   * Fills both requests with a batch's samples of a slice, in place of what they held.
   *
   * @param only - the sources to encode; all without.
   * @returns samples by place in `batch.series`, stale markers not counted.
   */
  encode({ sources, series, labels }: Batch, slice: Slice, writers: Writers, only?: ReadonlySet<SeriesSource>): Uint32Array {
    const counts = new Uint32Array(series.length);
    const template = this.templateOf(slice);
    writers.floats.clear();
    writers.natives.clear();
    let place = 0;
    for (const source of sources) {
      if (only !== undefined && !only.has(source)) {
        place += source.series.length;
        continue;
      }
      const blocks = this.pool.blocksFor(source);
      source.fill(slice.firstIndex, slice.length, blocks);
      for (const [i, block] of blocks.entries()) {
        const writer = source.series[i]!.native ? writers.natives : writers.floats;
        counts[place] = writer.appendSeries(labels[place]!, block, slice.length, template);
        place++;
      }
    }
    return counts;
  }

  /** Slices that are under way are neighbours, so two templates are all that is ever needed. */
  private templateOf({ firstIndex, length }: Slice): SliceTemplate {
    const firstTimeMs = this.grid.fromMs + firstIndex * this.grid.stepMs;
    const known = this.templates.find((one) => one?.firstTimeMs === firstTimeMs);
    if (known !== undefined) return known;
    const made = sliceTemplate(firstTimeMs, this.grid.stepMs, length);
    this.templates[(firstIndex / this.sliceLength) % 2] = made;
    return made;
  }
}
