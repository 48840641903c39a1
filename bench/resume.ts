import { createBlock } from "../src/generator/sampling/block.ts";
import type { SeriesSource } from "../src/generator/series.ts";

const scrapesADay = 5760;

/**
 * Generates the 30th day after the anchor alone, every series of it, as a process that has made nothing before would.
 *
 * @returns seconds.
 */
export function generateThirtiethDay(makeSources: () => readonly SeriesSource[]): number {
  const started = performance.now();
  const length = 120;
  for (const source of makeSources()) {
    const blocks = source.series.map(() => createBlock(length));
    for (let at = 29 * scrapesADay; at < 30 * scrapesADay; at += length) source.fill(at, length, blocks);
  }
  return (performance.now() - started) / 1000;
}
