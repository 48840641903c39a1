import type { Measure } from "../units/quantity.ts";

/** The moment that timestamps are counted from. */
export interface TimeAnchor {
  /**
   * Midnight of the first day of the month before, so that a file made today and tomorrow is the same; Unix seconds.
   */
  readonly monthSeconds: number;
}

/** Days between the anchor and a timestamp: of the first row, and how many more for each further row. */
const moments = {
  ahead: { first: 70, each: 25 },
  started: { first: 12, each: 11 },
  past: { first: 3, each: 11 },
} as const;
const daySeconds = 86_400;

/** Whether a gauge's values are moments: by its name, by `time() - x` or `x - time()`, or by a unit that is a date. */
export function isTimestamp(name: string, measure: Measure | undefined): boolean {
  return measure?.quantity.dimension === "date" && !/seconds_total|duration/.test(name);
}

/**
 * The moment that a row's gauge shows, in the unit that it counts Unix time in: in the future for what expires, else in
 * the past.
 */
export function timestamp(
  name: string,
  functions: ReadonlySet<string>,
  measure: Measure | undefined,
  index: number,
  { monthSeconds }: TimeAnchor,
): number {
  const ahead = functions.has("-time") || /_not_after|expir/.test(name);
  const { first, each } = ahead ? moments.ahead : /boot|start/.test(name) ? moments.started : moments.past;
  const seconds = monthSeconds + (ahead ? 1 : -1) * (first + each * index) * daySeconds;
  return seconds / (measure?.quantity.scale ?? 1);
}
