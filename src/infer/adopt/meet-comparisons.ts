import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { MetricUse } from "../read/usage.ts";
import type { GivenFamily } from "../series/assign.ts";
import { holds, solve } from "../series/compare.ts";
import type { Row } from "../series/rows.ts";
import type { DayCourses } from "../world/day-courses.ts";

/** Part of a day in which a comparison holds, for its query to have data at most times. */
const mostOfDay = 0.5;

/**
 * The same courses, but for one row of each comparison that hardly ever holds: a value for which it does, so that a
 * query such as `x{state="failed"} == 1` shows something.
 */
export function meetComparisons(
  given: GivenFamily,
  { use, rows }: { readonly use: MetricUse; readonly rows: readonly Row[] },
  { patterns, courses }: { readonly patterns: Patterns; readonly courses: DayCourses },
): GivenFamily {
  const forced = new Map<Row, number>();
  for (const { conditions, all } of use.comparisons) {
    const compared = rows.filter(({ labels }) => satisfiesAll(labels, conditions, patterns));
    const isMet = compared.some((row) => {
      const value = forced.get(row);
      if (value !== undefined) return all.every((one) => holds(value, one));
      const course = given.courseOf(row);
      if (course === undefined) return false;
      const values = courses.valuesOf(course.signal, row.labels);
      const met = values.filter((each) => all.every((one) => holds(each, one)));
      return met.length >= values.length * mostOfDay;
    });
    const first = compared.find((row) => !forced.has(row));
    const value = isMet || first === undefined ? undefined : solve(all);
    if (value !== undefined) forced.set(first!, value);
  }
  if (forced.size === 0) return given;
  return {
    ...given,
    courseOf(row) {
      const value = forced.get(row);
      return value === undefined ? given.courseOf(row) : { signal: value };
    },
  };
}
