import { requireSteps } from "../../promql/grammar/work.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { type MetricUse, type SelectorUse, textOf, type ValueComparison } from "../read/usage.ts";
import type { GivenCourse, GivenFamily } from "../series/assign.ts";
import { holds, solve } from "../series/compare.ts";
import type { Row } from "../series/rows.ts";
import type { DayCourses } from "../world/day-courses.ts";

/** Part of a day in which a comparison holds, for its query to have data at most times. */
const mostOfDay = 0.5;
/** Selectors with the variables' values in them that are looked at for one comparison. */
const mostAsRun = 4;
/** A rare event that a dashboard about such events has in its window: one each half hour. */
const burst: GivenCourse = {
  signal: { spike: { height: 0.0172, for: "1m", every: "30m" } },
  options: { integer: true },
};

/** Options of {@link meetComparisons}. */
export interface MeetOptions {
  readonly patterns: Patterns;
  readonly courses: DayCourses;
  /** Selectors with the variables' values in them. */
  readonly needed: readonly SelectorUse[];
}

/**
 * The same courses, but for one row of each comparison that hardly ever holds: a value for which it does, so that a
 * query such as `x{state="failed"} == 1` shows something; one with `bool` does so all the same. Where only what grows
 * is shown, one row has a rare event.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function meetComparisons(
  given: GivenFamily,
  { use, rows, kind }: { readonly use: MetricUse; readonly rows: readonly Row[]; readonly kind: Family["kind"] },
  { patterns, courses, needed }: MeetOptions,
): GivenFamily {
  const forced = new Map<Row, number>();
  const rare = new Set<Row>();
  const part = (row: Row, meets: (value: number) => boolean) => {
    const course = given.courseOf(row);
    if (course === undefined) return 0;
    const values = courses.valuesOf(course.signal, row.labels);
    return values.filter(meets).length / values.length;
  };
  const select = (conditions: readonly LabelCondition[]) => {
    requireSteps(1 + rows.length);
    return rows.filter(({ labels }) => satisfiesAll(labels, conditions, patterns));
  };
  const force = (all: readonly ValueComparison[], compared: readonly (readonly Row[])[]) => {
    const meets = (value: number) => all.every((one) => holds(value, one));
    const isMet = compared.flat().some((row) => {
      const value = forced.get(row);
      return value === undefined ? part(row, meets) >= mostOfDay : meets(value);
    });
    const first = compared.flat().find((row) => !forced.has(row));
    const value = isMet || first === undefined ? undefined : solve(all);
    if (value !== undefined) forced.set(first!, value);
  };
  // Of copies of a panel, one in which it holds is enough.
  for (const { conditions, all } of use.comparisons)
    if (!all.some(({ free }) => free)) force(all, asRun(conditions, needed).map(select));
  for (const conditions of use.events) {
    for (const each of asRun(conditions, needed)) {
      const shown = select(each);
      const grows = shown.some((row) => rare.has(row) || part(row, (value) => value > 0) >= mostOfDay);
      if (!grows && shown.length > 0) rare.add(shown[0]!);
    }
  }
  if (forced.size + rare.size === 0) return given;
  const hasObservations = kind !== "counter" && kind !== "gauge";
  return {
    ...given,
    courseOf(row) {
      const value = forced.get(row);
      if (value !== undefined) return { signal: value };
      const own = given.courseOf(row);
      if (!rare.has(row)) return own;
      // Observations are whole by themselves.
      return hasObservations ? { ...own, signal: burst.signal } : { ...own, ...burst };
    },
  };
}

/** The selectors that stand for one with variables in it; itself if there are none. */
function asRun(
  conditions: readonly LabelCondition[],
  needed: readonly SelectorUse[],
): readonly (readonly LabelCondition[])[] {
  if (needed.length === 0) return [conditions];
  requireSteps(1 + needed.length);
  const own = conditions.map((one) => textOf([one]));
  const found = needed.filter((one) => {
    if (one.removes || one.conditions.length < own.length) return false;
    const texts = new Set(one.conditions.map((each) => textOf([each])));
    return own.every((text) => texts.has(text));
  });
  return found.length === 0 ? [conditions] : found.slice(0, mostAsRun).map((one) => one.conditions);
}
