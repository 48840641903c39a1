import type { DistributionSpec, SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../../text/duration.ts";
import { round, specOf } from "../../levels/signal.ts";
import type { InferredMetric, InferredSeries } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { between, pick } from "../../world/pick.ts";
import { memberOf } from "../hit-members.ts";
import type { ChangeCourse } from "../incident-rule.ts";
import { type DayExtent, signalExtent } from "./day-extent.ts";
import { type Motion, motionOf, observedMotion } from "./motion.ts";
import { withBouts } from "./moved-signal.ts";
import { usualObserved } from "./usual-observed.ts";

/** Input of {@link intoTrouble}. */
export interface TroubleInput {
  /** From the begin of the data on. */
  readonly fromMs: number;
  /** Know the causes of the metrics. */
  readonly courses: DayCourses;
}

const minute = 60_000;
/** How far a level in trouble wanders beside what its thresholds allow; a part of it. */
const mostWobble = 0.06;
/** The tail of what takes long is noisier than its middle. */
const tails = { p50: 0.08, p99: 0.2 } as const;

/**
 * A metric that is as usual first and then comes to what it is in trouble, as its kind does; the metric itself if
 * nothing is other than usual.
 *
 * @param bad - the same series in trouble.
 */
export function intoTrouble(usual: InferredMetric, bad: InferredMetric, input: TroubleInput): InferredMetric {
  input.courses.learn(usual.causes ?? []);
  let changed = false;
  const series = usual.series.map((one, place): InferredSeries => {
    const other = bad.series[place]!;
    const isSame = JSON.stringify(specOf(one.signal)) === JSON.stringify(specOf(other.signal));
    const isObservedSame = JSON.stringify(one.observe) === JSON.stringify(other.observe);
    if (isSame && isObservedSame) return one;
    changed = true;
    const signal = isSame ? undefined : coming(usual, one, specOf(other.signal), input);
    return {
      ...one,
      ...(signal !== undefined && { signal: { form: "course", signal, factor: 1, fixed: true } }),
      ...(!isObservedSame && { observe: observedComing(usual, one, other, input) }),
    };
  });
  return changed ? { ...usual, series } : usual;
}

function coming(metric: InferredMetric, one: InferredSeries, bad: SignalSpec, input: TroubleInput): SignalSpec {
  const usual = specOf(one.signal);
  const { labels } = one;
  const [before, after] = [usual, bad].map((spec) => signalExtent(spec, labels, input.courses));
  const steps: SignalSpec = [{ limit: { of: usual, for: formatDuration(input.fromMs) } }, bad];
  if (before === undefined || after === undefined || typeof usual === "number") return steps;
  const motion = motionOf(metric);
  const isMultiple = before.mean > 0 && sameShape(before, after);
  const wobble = Math.min(motion.wobble / 2, mostWobble);
  const course = isMultiple
    ? courseOf("times", digits(after.mean / before.mean), { ...motion, wobble }, labels)
    : levelCourse(before, after, motion, labels);
  return withBouts(usual, [{ fromMs: input.fromMs, toMs: Number.POSITIVE_INFINITY, course }], before);
}

/** Whether the one is a multiple of the other at every time of the day. */
function sameShape(before: DayExtent, after: DayExtent): boolean {
  const factor = after.mean / before.mean;
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 0.02 * Math.abs(after.mean);
  return isNear(before.min * factor, after.min) && isNear(before.max * factor, after.max);
}

/** A level of its own in trouble: the course wanders as far as that does. */
function levelCourse(
  before: DayExtent,
  { min, max, mean }: DayExtent,
  motion: Motion,
  labels: ReadonlyMap<string, string>,
): ChangeCourse {
  const form = mean > before.mean ? "least" : "most";
  const wobble = mean === 0 ? 0 : digits(Math.min(0.5, (max - min) / 2 / Math.abs(mean)));
  return courseOf(form, round(mean), { ...motion, wobble }, labels);
}

function courseOf(
  form: ChangeCourse["form"],
  to: number,
  { onsetMs, recoveryMs, wobble }: Motion,
  labels: ReadonlyMap<string, string>,
): ChangeCourse {
  const delayMs = pick([0, 0, 1, 2], memberOf(labels) ?? "") * minute;
  return { form, to, wobble, grows: 1, delayMs, onsetMs, recoveryMs };
}

function observedComing(
  metric: InferredMetric,
  one: InferredSeries,
  other: InferredSeries,
  { fromMs, courses }: TroubleInput,
): DistributionSpec {
  const [usual, bad] = [usualObserved(metric, one), usualObserved(metric, other)];
  const { labels } = one;
  const strength = between(1, 1.25, memberOf(labels) ?? "");
  const coming = (part: "p50" | "p99"): SignalSpec => {
    const [before, after] = [usual[part], bad[part]].map((spec) => signalExtent(spec, labels, courses));
    if (before === undefined || after === undefined || !(before.mean > 0)) return bad[part];
    const factor = digits((after.mean / before.mean) * (part === "p99" ? strength : 1));
    const course = courseOf("times", factor, { ...observedMotion, wobble: tails[part] }, labels);
    return withBouts(usual[part], [{ fromMs, toMs: Number.POSITIVE_INFINITY, course }], before);
  };
  return { lognormal: { p50: coming("p50"), p99: coming("p99") } };
}

function digits(value: number): number {
  return Number(value.toPrecision(3));
}
