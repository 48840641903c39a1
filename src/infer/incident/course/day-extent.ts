import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { specOf } from "../../levels/signal.ts";
import type { InferredMetric } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";

/** Where a series lies on a usual day. */
export interface DayExtent {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** The values of a gauge, the rate of what counts, on a usual day; undefined where there are none. */
export function dayExtent(
  { kind, series, causes = [] }: InferredMetric,
  place: number,
  courses: DayCourses,
): DayExtent | undefined {
  courses.learn(causes);
  const { signal, labels } = series[place]!;
  return kind === "info" ? { min: 1, max: 1, mean: 1 } : signalExtent(specOf(signal), labels, courses);
}

/** Where a signal lies on a usual day; `courses` know its causes. */
export function signalExtent(
  signal: SignalSpec,
  labels: ReadonlyMap<string, string>,
  courses: DayCourses,
): DayExtent | undefined {
  const values = [...courses.valuesOf(signal, labels)].filter(Number.isFinite);
  if (values.length === 0) return undefined;
  const sum = values.reduce((all, value) => all + value, 0);
  return { min: Math.min(...values), max: Math.max(...values), mean: sum / values.length };
}

/** The values of a series at the hours of a usual day; `courses` know its causes. */
export function dayValues({ kind, series }: InferredMetric, place: number, courses: DayCourses): readonly number[] {
  const { signal, labels } = series[place]!;
  return kind === "info" ? [1] : [...courses.valuesOf(specOf(signal), labels)];
}
