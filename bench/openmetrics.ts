import { closeSync, openSync, writeSync } from "node:fs";
import { createBlock, present } from "../src/generator/sampling/block.ts";
import type { Grid } from "../src/generator/sampling/grid.ts";
import type { SeriesSource, WireSeries } from "../src/generator/series.ts";

/**
 * Writes the samples as OpenMetrics text, one line each with its time, for `promtool tsdb create-blocks-from openmetrics`.
 *
 * @returns how many.
 */
export function writeOpenMetrics(path: string, sources: readonly SeriesSource[], grid: Grid): number {
  const file = openSync(path, "w");
  let samples = 0;
  for (const source of sources) {
    const blocks = source.series.map(() => createBlock(grid.count));
    source.fill(0, grid.count, blocks);
    for (const [index, series] of source.series.entries()) {
      const { values, states } = blocks[index]!;
      const head = `${series.name}${describeLabels(series)} `;
      const lines: string[] = [];
      for (let at = 0; at < grid.count; at++) {
        if (states[at] === present) lines.push(`${head}${values[at]} ${(grid.fromMs + at * grid.stepMs) / 1000}\n`);
      }
      samples += lines.length;
      writeSync(file, lines.join(""));
    }
  }
  writeSync(file, "# EOF\n");
  closeSync(file);
  return samples;
}

function describeLabels({ labels }: WireSeries): string {
  return `{${labels.map(([name, value]) => `${name}="${value}"`).join(",")}}`;
}
