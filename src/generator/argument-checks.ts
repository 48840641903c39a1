import type { Length, Parameter, Phase } from "./signal.ts";

/** Throws a RangeError that names the function, the parameter, what was expected and the value. */
export function refuse(where: string, parameter: string, expected: string, value: unknown): never {
  throw new RangeError(`${where}: ${parameter} must be ${expected}, got ${show(value)}`);
}

/** Refuses a value that is not a finite number. */
export function checkFinite(where: string, parameter: string, value: number): void {
  if (!Number.isFinite(value)) refuse(where, parameter, "a finite number", value);
}

/** Refuses a value that is not a finite number of 0 or more. */
export function checkNotNegative(where: string, parameter: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) refuse(where, parameter, "a finite number of 0 or more", value);
}

/** Refuses a value that is not a whole number of at least 1: samples, times, milliseconds. */
export function checkPositiveInteger(where: string, parameter: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) refuse(where, parameter, "a whole number of at least 1", value);
}

/** Refuses a length that is not exactly one of a time, a number of scrapes and a time of day. */
export function checkLength(where: string, length: Length): void {
  const { forMs, samples, untilTimeOfDayMs } = length as Partial<
    Record<"forMs" | "samples" | "untilTimeOfDayMs", number>
  >;
  if ([forMs, samples, untilTimeOfDayMs].filter((one) => one !== undefined).length !== 1)
    refuse(where, "length", "one of forMs, samples and untilTimeOfDayMs", length);
  if (forMs !== undefined) checkPositiveInteger(where, "length.forMs", forMs);
  if (samples !== undefined) checkPositiveInteger(where, "length.samples", samples);
  if (untilTimeOfDayMs !== undefined) checkTimeOfDay(where, "length.untilTimeOfDayMs", untilTimeOfDayMs);
}

/** Refuses a time of day that is not a whole number of milliseconds below 24 h. */
export function checkTimeOfDay(where: string, parameter: string, ms: number): void {
  checkTime(where, parameter, ms);
  if (ms >= 86_400_000) refuse(where, parameter, "before 24:00", ms);
}

/** Refuses a time after the anchor that is not a whole number of milliseconds, 0 or more. */
export function checkTime(where: string, parameter: string, ms: number): void {
  if (!Number.isSafeInteger(ms) || ms < 0) refuse(where, parameter, "a whole number of milliseconds, 0 or more", ms);
}

/** Refuses a phase that is not exactly one of a time of day and a time after the anchor. */
export function checkPhase(where: string, parameter: string, phase: Phase): void {
  const { timeOfDayMs, afterAnchorMs } = phase as { timeOfDayMs?: number; afterAnchorMs?: number };
  if ((timeOfDayMs === undefined) === (afterAnchorMs === undefined)) {
    refuse(where, parameter, "one of timeOfDayMs and afterAnchorMs", phase);
  }
  if (timeOfDayMs !== undefined) checkTimeOfDay(where, parameter, timeOfDayMs);
  else checkTime(where, parameter, afterAnchorMs!);
}

/** Refuses a parameter that is a number but not finite. The values of a signal are known only when it is evaluated. */
export function checkParameter(where: string, parameter: string, value: Parameter): void {
  const number = constantOf(value);
  if (number !== undefined) checkFinite(where, parameter, number);
}

/** Refuses a parameter that is a number of 0 or less. */
export function checkAboveZero(where: string, parameter: string, value: Parameter): void {
  const number = constantOf(value);
  if (number !== undefined && !(number > 0)) refuse(where, parameter, "greater than 0", number);
}

/** Refuses a `low` above `high` if both are numbers; an equal one too if `strict`. */
export function checkOrder(
  where: string,
  [lowName, low]: readonly [string, Parameter | undefined],
  [highName, high]: readonly [string, Parameter | undefined],
  { strict = false }: { strict?: boolean } = {},
): void {
  const lowNumber = low === undefined ? undefined : constantOf(low);
  const highNumber = high === undefined ? undefined : constantOf(high);
  if (lowNumber === undefined || highNumber === undefined) return;
  if (strict ? lowNumber < highNumber : lowNumber <= highNumber) return;
  refuse(where, highName, `${strict ? "greater than" : "at least"} ${lowName} (${lowNumber})`, highNumber);
}

/** The number that a parameter is at all times; undefined if it changes. */
export function constantOf(parameter: Parameter): number | undefined {
  if (typeof parameter === "number") return parameter;
  if (parameter.type === "signal") return constantOf(parameter.value);
  return parameter.type === "constant" ? parameter.value : undefined;
}

function show(value: unknown): string {
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
