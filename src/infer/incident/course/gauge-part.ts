import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../../text/duration.ts";
import { round } from "../../levels/signal.ts";
import type { SeriesChange } from "../incident-rule.ts";
import type { DayExtent } from "./day-extent.ts";

/** The part that is left of a falling value that is never negative. */
const leastLeft = 0.02;
/** How far a trend wanders: a part of the way that it goes, of its level at most and at least, in such a time. */
const wander = { ofWay: 0.04, most: 0.02, least: 1e-4, everyMs: 120_000 } as const;
/** How long a gauge takes to where its trend begins, unless that is as near to its usual level as this part of it. */
export const driftOnsetMs = 6 * 60_000;
const near = 0.1;

/** A signal for as long as a part of a course lasts. */
export type Stays = (of: SignalSpec) => SignalSpec;

/** A part of a gauge's course. */
export interface GaugePart {
  readonly lengthMs: number;
  readonly stays: Stays;
  readonly usual: SignalSpec;
  readonly stepMs: number;
  readonly extent: DayExtent;
}

/** A gauge that a change has without a course: at its level, flapping, or on a trend. */
export function gaugePart(change: SeriesChange, part: GaugePart): SignalSpec {
  const { stays, usual, stepMs } = part;
  const { level, rate, flaps } = change;
  if (flaps === true) {
    const low = level ?? 0;
    // Not in step with what looks each minute.
    return stays({ square: { low, high: low + 1, period: formatDuration(7 * stepMs) } });
  }
  if (rate !== undefined && rate !== 0)
    return drift({ from: level ?? 0, rate, wanders: change.wanders === true }, part);
  return stays(level ?? usual);
}

/**
 * A steady growth or fall from a level on, to which it comes fast; what is never negative ends above nothing. By itself
 * it wanders by so little that its trend stays clear.
 */
function drift(
  { from, rate, wanders }: { readonly from: number; readonly rate: number; readonly wanders: boolean },
  { lengthMs, extent, usual, stepMs }: GaugePart,
): SignalSpec {
  const { mean } = extent;
  const to = from + (rate * (lengthMs - driftOnsetMs)) / 1000;
  const end = to < 0 && mean >= 0 && from > 0 ? from * leastLeft : to;
  const onset: SignalSpec = { line: { from: round(mean), to: from, for: formatDuration(driftOnsetMs) } };
  const trend: SignalSpec = {
    line: { from, to: Number(end.toPrecision(4)), for: formatDuration(lengthMs - driftOnsetMs) },
  };
  const isNear = Math.abs(from - mean) <= Math.abs(mean) * near || lengthMs <= 2 * driftOnsetMs;
  const straight = isNear ? { line: { ...trend.line!, for: formatDuration(lengthMs) } } : [onset, trend];
  const wobble = wanders && from !== 0 ? Math.min(wander.most, Math.abs((end - from) / from) * wander.ofWay) : 0;
  const course = wobble < wander.least ? straight : { mul: [straight, wandering(wobble, stepMs)] };
  return typeof usual === "object" && "round" in usual ? { round: { of: course } } : course;
}

function wandering(wobble: number, stepMs: number): SignalSpec {
  const step = round((wobble * Math.sqrt(stepMs / wander.everyMs)) / 2);
  return { walk: { start: 1, step, min: 1 - round(wobble), max: 1 + round(wobble) } };
}
