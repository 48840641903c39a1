import type { Phase } from "./signal.ts";

/** A phase in milliseconds after the anchor: of a time of day, that time on 1 January 1970 (so usually far below 0). */
export function phaseMs(phase: Phase, fromMs: number): number {
  return "afterAnchorMs" in phase ? phase.afterAnchorMs : phase.timeOfDayMs - fromMs;
}

/** `value` modulo `period`, from 0 (inclusive) to `period`; exact for whole numbers. */
export function remainder(value: number, period: number): number {
  const rest = value % period;
  return rest < 0 ? rest + period : rest + 0;
}
