import { planSpec } from "../../src/data-spec/plan/plan.ts";
import type { SpecDocument } from "../../src/data-spec/read/parse.ts";
import { Courses } from "../../src/generator/named/courses.ts";
import { createBlock, missing, stale } from "../../src/generator/sampling/block.ts";
import type { Grid } from "../../src/generator/sampling/grid.ts";
import { createSource } from "../../src/generator/sampling/source.ts";
import type { SeriesSource } from "../../src/generator/series.ts";

export const minuteMs = 60_000;
/** The day that packs are looked at. */
export const dayMs = Date.UTC(2026, 10, 18);
/** Minutes before the day that rates look back to. */
export const before = 10;
const scrapes = 24 * 60 + before;

/** A day of a pack, with a few minutes before it. */
export interface PackDay {
  readonly grid: Grid;
  readonly sources: readonly SeriesSource[];
  readonly seriesCount: number;
}

/** The day's sources, a sample a minute. @throws {SpecError} if the labels make too many series. */
export function dayOf(document: SpecDocument): PackDay {
  const grid: Grid = { fromMs: dayMs - before * minuteMs, stepMs: minuteMs, count: scrapes };
  const options = { nowMs: grid.fromMs + scrapes * minuteMs, stepMs: minuteMs, historyMs: scrapes * minuteMs };
  const { definitions, seed, seriesCount } = planSpec(document, { ...options, maxSeries: 2000 });
  const courses = new Courses(grid);
  return { grid, seriesCount, sources: definitions.map((one) => createSource(one, { seed, grid, courses })) };
}

/** Values of each wire series over the whole grid; undefined where there is none. */
export function valuesOf(source: SeriesSource): (number | undefined)[][] {
  const values = source.series.map((): (number | undefined)[] => []);
  for (let first = 0; first < scrapes; first += 256) {
    const length = Math.min(256, scrapes - first);
    const blocks = source.series.map(({ native }) => createBlock(length, { native }));
    source.fill(first, length, blocks);
    for (const [index, block] of blocks.entries()) {
      for (let place = 0; place < length; place++) {
        const state = block.states[place];
        const present = state !== missing && state !== stale;
        values[index]!.push(present ? (block.histograms?.[place]?.count ?? block.values[place]!) : undefined);
      }
    }
  }
  return values;
}

/** `14:10` of a place on the grid. */
export function timeOf(place: number): string {
  return new Date(dayMs + (place - before) * minuteMs).toISOString().slice(11, 16);
}
