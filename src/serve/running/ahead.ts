import type { SampleBlock } from "../../generator/sampling/block.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { BlockPool } from "../../prometheus/write/batches.ts";

/** Samples that are generated in one go, since asking costs more than the sample. */
const most = 16;
/** Whoever comes further apart than this would throw most of them away. */
const farthest = 4;
const nothing = -1;

/** Numbers of sources for some indexes ahead, for those that are asked for one index after the other. */
export class Ahead {
  readonly #values: Float64Array;
  readonly #states: Uint8Array;
  /** Of each source the first index that is kept, and how many. */
  readonly #from: Float64Array;
  readonly #count: Uint8Array;
  readonly #pool = new BlockPool(most);

  /** @param wires - series on the wire of all sources together. */
  constructor(sources: number, wires: number) {
    this.#values = new Float64Array(wires * most);
    this.#states = new Uint8Array(wires * most);
    this.#from = new Float64Array(sources).fill(nothing);
    this.#count = new Uint8Array(sources);
  }

  /**
   * Brings the numbers of a source at an index to places `offset` … of `values` and `states`.
   *
   * @param last - the index that it was asked for before; below 0 if none.
   * @returns the blocks that were filled, if that was necessary; native histograms are in the first place of theirs.
   */
  read(
    source: SeriesSource,
    { place, offset, index, last }: { place: number; offset: number; index: number; last: number },
    values: Float64Array,
    states: Uint8Array,
  ): readonly SampleBlock[] | undefined {
    const { series } = source;
    const width = series.length;
    let at = index - this.#from[place]!;
    let blocks: readonly SampleBlock[] | undefined;
    if (this.#from[place]! < 0 || at < 0 || at >= this.#count[place]!) {
      const near = last >= 0 && index > last && index - last <= farthest;
      const isNative = series[width - 1]!.native;
      // The first time each takes another number, so that they do not all end at the same index.
      const count = isNative || !near ? 1 : this.#count[place] === 1 ? 1 + (place % most) : most;
      blocks = this.#pool.blocksFor(source);
      source.fill(index, count, blocks);
      for (let one = 0; one < width; one++) {
        const to = (offset + one) * most;
        const block = blocks[one]!;
        for (let k = 0; k < count; k++) {
          this.#values[to + k] = block.values[k]!;
          this.#states[to + k] = block.states[k]!;
        }
      }
      this.#from[place] = index;
      this.#count[place] = count;
      at = 0;
    }
    for (let one = 0; one < width; one++) {
      const from = (offset + one) * most + at;
      values[offset + one] = this.#values[from]!;
      states[offset + one] = this.#states[from]!;
    }
    return blocks;
  }
}
