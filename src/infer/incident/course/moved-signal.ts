import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../../text/duration.ts";
import { round, times } from "../../levels/signal.ts";
import type { ChangeCourse } from "../incident-rule.ts";
import type { DayExtent } from "./day-extent.ts";

/** A time in which a series leaves its usual course; milliseconds from the begin of the signal. */
export interface Bout {
  readonly fromMs: number;
  /** Until it begins to recover; infinite where it does not. */
  readonly toMs: number;
  readonly course: ChangeCourse;
}

/** How long what grows does so where there is no end. */
const growthMs = 30 * 60_000;

/** A signal that is as usual, but for some times of the same form, one after the other. */
export function withBouts(usual: SignalSpec, bouts: readonly Bout[], extent: DayExtent): SignalSpec {
  const [{ course }] = bouts as readonly [Bout, ...Bout[]];
  const rest = restOf(course, extent);
  const start = startOf(course, extent);
  const parts: SignalSpec[] = [];
  let cursorMs = 0;
  for (const [index, bout] of bouts.entries()) {
    const { delayMs, recoveryMs } = bout.course;
    const beginMs = Math.max(cursorMs, bout.fromMs + delayMs);
    if (beginMs > cursorMs) parts.push({ limit: { of: rest, for: formatDuration(beginMs - cursorMs) } });
    if (bout.toMs === Number.POSITIVE_INFINITY) {
      const lasting = bent(bout.course, start, { holdMs: bout.toMs, recoveryMs: 0 });
      return combined(usual, course.form, parts.length === 0 ? lasting : [...parts, lasting]);
    }
    const nextMs = bouts[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const endMs = Math.min(bout.toMs + recoveryMs, nextMs);
    parts.push(bent(bout.course, start, { holdMs: bout.toMs - beginMs, recoveryMs: endMs - bout.toMs }));
    cursorMs = endMs;
  }
  return combined(usual, course.form, [...parts, rest]);
}

/** The part of a signal in which it has left its usual course, up to its end: no recovery. */
export function boutAlone(usual: SignalSpec, course: ChangeCourse, lengthMs: number, extent: DayExtent): SignalSpec {
  const { delayMs } = course;
  const rest: SignalSpec[] =
    delayMs > 0 ? [{ limit: { of: restOf(course, extent), for: formatDuration(delayMs) } }] : [];
  const bout = bent(course, startOf(course, extent), { holdMs: lengthMs - delayMs, recoveryMs: 0 });
  const number = rest.length === 0 ? bout : [...rest, bout];
  return { limit: { of: combined(usual, course.form, number), for: formatDuration(lengthMs) } };
}

/** The signal as it is while the trouble lasts, for ever. */
export function heldSignal(usual: SignalSpec, { form, to, wobble, grows }: ChangeCourse): SignalSpec {
  const [low, high] = [1 - wobble, (1 + wobble) * grows];
  const number: SignalSpec =
    to === 0 || low === high ? to : { mul: [to, { walk: { start: 1, step: 0.1, min: low, max: high } }] };
  return combined(usual, form, number);
}

/** Up or down, there for a while, and back. */
function bent(
  { to, wobble, grows, onsetMs }: ChangeCourse,
  start: number,
  { holdMs, recoveryMs }: { readonly holdMs: number; readonly recoveryMs: number },
): SignalSpec {
  const onset = Math.min(onsetMs, holdMs);
  const top = grows === 1 ? to : round(to * grows);
  const line = (from: number, end: number, ms: number): SignalSpec[] =>
    ms <= 0
      ? []
      : [
          from === end
            ? { limit: { of: from, for: formatDuration(ms) } }
            : { line: { from, to: end, for: formatDuration(ms) } },
        ];
  const ends = holdMs < Number.POSITIVE_INFINITY;
  const hold = ends ? line(to, top, holdMs - onset) : [...(top === to ? [] : line(to, top, growthMs)), top];
  const lines = [...line(start, to, onset), ...hold, ...line(top, start, recoveryMs)];
  const shape = lines.length === 1 ? lines[0]! : lines;
  if (wobble === 0 || to === 0) return shape;
  return { mul: [shape, { walk: { start: 1, step: round(wobble / 3), min: 1 - wobble, max: 1 + wobble } }] };
}

function combined(usual: SignalSpec, form: ChangeCourse["form"], number: SignalSpec): SignalSpec {
  const whole = typeof usual === "object" && "round" in usual ? usual.round : undefined;
  if (whole !== undefined) return { round: { ...whole, of: combined(whole.of, form, number) } };
  if (form === "times") {
    if (typeof number === "number") return times(number, usual);
    // In its own place, what is random in it stays as it is on the usual day.
    const factors = typeof usual === "object" && "mul" in usual ? usual.mul : undefined;
    return { mul: [...(factors ?? [usual]), number] };
  }
  if (usual === 0 && form === "least") return number;
  return { clamp: { of: usual, ...(form === "least" ? { min: number } : { max: number }) } };
}

/** The number that leaves the usual course as it is. */
function restOf({ form }: ChangeCourse, { min, max }: DayExtent): number {
  if (form === "times") return 1;
  if (form === "least") return min >= 0 ? 0 : round(min * 2);
  return round(max > 0 ? max * 2 : 0);
}

function startOf({ form }: ChangeCourse, { mean }: DayExtent): number {
  return form === "times" ? 1 : round(mean);
}
