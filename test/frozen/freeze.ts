import { createBlock, present, stale } from "../../src/generator/sampling/block.ts";
import type { SeriesDefinition } from "../../src/generator/series.ts";
import { createSource } from "../../src/generator/sampling/source.ts";

const grid = { fromMs: Date.UTC(2026, 10, 1, 7, 30, 7), stepMs: 15_000, count: 5760 };
/** The beginning, across a block's end, the end of a day, and the 30th day. */
const slices = [
  [0, 12],
  [250, 12],
  [5755, 5],
  [172_795, 5],
] as const;

/** Samples by wire series: the 64 bits of each value in hexadecimal, `-` for a missing scrape, `stale`. */
export type Frozen = Record<string, string[]>;

/** What a definition generates for seed 42, bit for bit. */
export function freeze(definition: SeriesDefinition): Frozen {
  const source = createSource(definition, { seed: 42, grid });
  const frozen: Frozen = Object.fromEntries(source.series.map((series) => [titleOf(series), []]));
  for (const [first, count] of slices) {
    const blocks = source.series.map(({ native }) => createBlock(count, { native }));
    source.fill(first, count, blocks);
    for (const [place, series] of source.series.entries()) {
      const { values, states, histograms } = blocks[place]!;
      const texts = Array.from(states, (state, at) => {
        if (state !== present) return state === stale ? "stale" : "-";
        const sample = histograms?.[at];
        if (sample === undefined) return hex(values[at]!);
        const { count: all, sum, zeroCount, positiveOffset, positiveCounts, negativeOffset, negativeCounts } = sample;
        const parts = [all, sum, zeroCount].map(hex).join(" ");
        return `${parts} ${positiveOffset}:${digest(positiveCounts)} ${negativeOffset}:${digest(negativeCounts)}`;
      });
      frozen[titleOf(series)]!.push(...texts);
    }
  }
  return frozen;
}

function titleOf({ name, labels, native }: { name: string; labels: readonly (readonly [string, string])[]; native: boolean }): string {
  const [, made] = labels.find(([label]) => label === "le" || label === "quantile") ?? [];
  return `${name}${made === undefined ? "" : ` ${made}`}${native ? " native" : ""}`;
}

const view = new DataView(new ArrayBuffer(8));

function hex(value: number): string {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** Number of buckets, and 64 bits that change with each of them (FNV-1a). */
function digest(counts: Float64Array): string {
  let hash = 0xcbf29ce484222325n;
  for (const count of counts) hash = ((hash ^ BigInt(`0x${hex(count)}`)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return `${counts.length}:${hash.toString(16)}`;
}
