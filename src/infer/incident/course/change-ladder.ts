import { type InferredSignal, round, specOf } from "../../levels/signal.ts";
import { unitBounds } from "../../levels/typical.ts";
import type { InferredMetric } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { between, pick } from "../../world/pick.ts";
import { memberOf } from "../hit-members.ts";
import type { ChangeCourse, SeriesChange } from "../incident-rule.ts";
import { topByName, topRateByName } from "../likelihood.ts";
import { type DayExtent, dayExtent, signalExtent } from "./day-extent.ts";
import { type Motion, motionOf, observedMotion } from "./motion.ts";
import { usualObserved } from "./usual-observed.ts";

/** The courses that a change has. */
export type Rung = Pick<SeriesChange, "course" | "meanCourse" | "through">;

/** States and small numbers of things step; other numbers come and go. */
const fewThings = 20;
const smallCount = 4;
/** A number as large as the seconds since 1970. */
const asTime = 1e9;
const moments = /time|seconds|expir|created|since|date|not_(after|before)|last_/i;
/** How many times its usual value a series is a multiple of. */
const mostTimes = 200;
const minute = 60_000;

/**
 * The ways in which a series can come to what a change makes of it and move there: the ones most like its usual day
 * first, the ones that keep most to the change's number last. None for what steps: states, numbers of what somebody has
 * set up, trends, what is gone.
 */
export function changeLadder(
  metric: InferredMetric,
  place: number,
  change: SeriesChange,
  courses: DayCourses,
): readonly Rung[] {
  const { series } = metric;
  const member = memberOf(series[place]!.labels) ?? "";
  const isGauge = metric.kind === "gauge" || metric.kind === "info";
  if (change.missing === true || change.flaps === true) return [];
  if (isGauge && change.rate !== undefined && change.rate !== 0) return [];
  const number = isGauge ? change.level : change.rate;
  const extent = dayExtent(metric, place, courses);
  const own =
    number === undefined || extent === undefined || (isGauge && steps(metric, series[place]!.signal, number))
      ? []
      : numberLadder({ to: number, extent, motion: motionOf(metric), member, top: topOf(metric, extent, number) });
  const mean = change.mean === undefined ? [] : meanLadder(metric, place, change.mean, courses, member);
  const length = Math.max(own.length, mean.length);
  return Array.from({ length }, (_, index): Rung => {
    const [course, meanCourse] = [own[Math.min(index, own.length - 1)], mean[Math.min(index, mean.length - 1)]];
    return { ...(course && { course }), ...(meanCourse && { meanCourse }) };
  });
}

/** Whether a gauge goes from one number to the next at once. */
function steps({ kind, name }: InferredMetric, signal: InferredSignal, to: number): boolean {
  if (kind === "info" || (Math.abs(to) >= asTime && moments.test(name))) return true;
  const spec = specOf(signal);
  if (typeof spec === "number") return signal.fixed === true || (Number.isInteger(to) && to <= fewThings);
  if (typeof spec !== "object") return false;
  if ("round" in spec && to <= smallCount) return true;
  return "square" in spec || "now" in spec || "clock" in spec;
}

function topOf({ name, kind, unit }: InferredMetric, { max }: DayExtent, to: number): number {
  const top = unitBounds(unit)?.high ?? (kind === "counter" ? topRateByName(name) : topByName(name));
  return top === undefined || max > top || to > top ? Number.POSITIVE_INFINITY : top;
}

/** Input of {@link numberLadder}. */
export interface LadderInput {
  readonly to: number;
  /** Where it usually lies. */
  readonly extent: DayExtent;
  readonly motion: Motion;
  readonly member: string;
  /** It cannot be more. */
  readonly top: number;
}

/** The ways in which something comes to a number, as {@link changeLadder} has them. */
export function numberLadder({ to, extent, motion, member, top }: LadderInput): ChangeCourse[] {
  const { min, max, mean } = extent;
  if (to === mean) return [];
  const isUp = to > mean;
  const strength = between(1, 1.25, member);
  const { onsetMs, recoveryMs } = motion;
  const delayMs = pick([0, 0, 1, 2, 3], member) * minute;
  const base = { onsetMs, recoveryMs, delayMs, wobble: 0, grows: 1 };
  if (to === 0)
    return [
      { ...base, form: "times", to: 0 },
      { ...base, form: "most", to: 0 },
    ];
  const grown = isUp ? motion.grows : 1;
  const form = isUp ? "least" : "most";
  const level = (wobble: number, by: number, grows = 1): ChangeCourse => {
    const farther = isUp || to < 0 ? mean + (to - mean) * by : to / by;
    const edge = isUp === farther >= 0 ? farther / (1 - wobble) : farther / (1 + wobble);
    if (edge * (1 + wobble) * grows <= top) return { ...base, form, to: beyond(edge, isUp), wobble, grows };
    // Between the number that is needed and what can be at most.
    const centre = (to + top) / 2;
    return { ...base, form, to: short(centre), wobble: short(Math.min(wobble, (top - centre) / centre)) };
  };
  const levels = [level(motion.wobble, strength, grown), level(motion.wobble / 2, 1), level(0.015, 1)];
  const factor = to / mean;
  const isScalable = mean > 0 && min >= 0 && min < max && factor > 1 / mostTimes && factor < mostTimes;
  if (!isScalable || Number.isFinite(top)) return levels;
  const multiple = (by: number): ChangeCourse => {
    const farther = isUp ? 1 + (factor - 1) * by : factor / by;
    return { ...base, form: "times", to: beyond(farther, isUp), wobble: short(motion.wobble / 2), grows: grown };
  };
  return [multiple(strength), multiple(1.5 * strength), ...levels];
}

function meanLadder(
  metric: InferredMetric,
  place: number,
  mean: number,
  courses: DayCourses,
  member: string,
): ChangeCourse[] {
  const one = metric.series[place]!;
  const { p50 } = usualObserved(metric, one);
  courses.learn(metric.causes ?? []);
  const extent = signalExtent(p50, one.labels, courses);
  if (extent === undefined || !(mean > extent.mean)) return [];
  return numberLadder({ to: mean, extent, motion: observedMotion, member, top: Number.POSITIVE_INFINITY }).filter(
    ({ form }) => form === "least",
  );
}

function short(value: number): number {
  return Number(value.toPrecision(2));
}

/** Three digits, away from the usual side. */
function beyond(value: number, isUp: boolean): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return round((isUp ? Math.ceil(value / unit) : Math.floor(value / unit)) * unit);
}
