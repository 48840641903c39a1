import { checkDefinition } from "../check-definition.ts";
import { createCounter } from "../kinds/counter.ts";
import { createGauge } from "../kinds/gauge.ts";
import { createHistogram } from "../kinds/histogram.ts";
import { createInfo } from "../kinds/info.ts";
import type { SeriesPlace } from "../kinds/rate-source.ts";
import { createSummary } from "../kinds/summary.ts";
import { Courses } from "../named/courses.ts";
import { seriesKey } from "../random/hash.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import type { Grid } from "./grid.ts";

/** Options of {@link createSource}. */
export interface SourceOptions {
  /** A whole number: same seed, same data. */
  readonly seed: number;
  readonly grid: Grid;
  /** Shared by all sources of one grid, so that a named signal is computed once. Default: the source's own. */
  readonly courses?: Courses | undefined;
}

/**
 * Compiles a definition so that its samples can be generated. A value depends on definition, seed, labels, place in the
 * tree and index only.
 *
 * @throws {RangeError} if the definition is not valid; generating never throws.
 */
export function createSource(definition: SeriesDefinition, options: SourceOptions): SeriesSource {
  const { seed, grid, courses = new Courses(options.grid) } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`createSource: seed must be a whole number, got ${seed}`);
  if (!Number.isSafeInteger(grid.stepMs) || grid.stepMs < 1) {
    throw new RangeError(`createSource: grid.stepMs must be a whole number of at least 1, got ${grid.stepMs}`);
  }
  if (!Number.isSafeInteger(grid.fromMs))
    throw new RangeError(`createSource: grid.fromMs must be a whole number, got ${grid.fromMs}`);
  const { leadIn = 0 } = grid;
  if (!Number.isSafeInteger(leadIn) || leadIn < 0)
    throw new RangeError(`createSource: grid.leadIn must be a whole number of at least 0, got ${leadIn}`);
  if (!courses.fits(grid)) throw new RangeError("createSource: courses must be those of the same grid, got another's");
  checkDefinition(definition);
  const { name, labels } = definition;
  const place: SeriesPlace = {
    grid,
    key: seriesKey(seed, name, labels),
    course: (signal) => courses.courseOf(signal, { seed, labels }),
  };
  switch (definition.kind) {
    case "gauge":
    case "unknown":
      return createGauge(definition, place);
    case "counter":
      return createCounter(definition, place);
    case "histogram":
      return createHistogram(definition, place);
    case "summary":
      return createSummary(definition, place);
    case "info":
      return createInfo(definition, place);
  }
}
