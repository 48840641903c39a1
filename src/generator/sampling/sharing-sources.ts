import { Courses } from "../named/courses.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import { createSource, type SourceOptions } from "./source.ts";

/**
 * A source for each definition. They share the courses of their named signals: each is computed once.
 *
 * @throws {RangeError} if a definition is not valid.
 */
export function createSharingSources(
  definitions: readonly SeriesDefinition[],
  { seed, grid }: Omit<SourceOptions, "courses">,
): SeriesSource[] {
  const courses = new Courses(grid);
  return definitions.map((definition) => createSource(definition, { seed, grid, courses }));
}
