import type { QuerySeries } from "../../templating/backend.ts";
import type { QueryTiming } from "../../templating/query-timing.ts";
import type { QueryResult } from "../result.ts";

/** Most points of a shape. */
const mostPoints = 240;

/** Last value and course of the first series that has a finite value. An instant query's is a single point. */
export function shapeOf(
  series: readonly QuerySeries[],
  { startMs, endMs }: QueryTiming,
): Pick<QueryResult, "lastValue" | "shape"> {
  const first = series.find(({ values }) => values.some(Number.isFinite));
  if (first === undefined) return { shape: [] };
  const lastValue = first.values.findLast(Number.isFinite)!;
  if (first.values.length === 1) return { lastValue, shape: [lastValue] };
  const slots = Math.min(mostPoints, Math.max(2, first.values.length));
  const shape = new Array<number | undefined>(slots).fill(undefined);
  const spanMs = Math.max(1, endMs - startMs);
  for (const [index, value] of first.values.entries()) {
    const slot = Math.floor(((first.timesMs[index]! - startMs) / spanMs) * slots);
    if (Number.isFinite(value)) shape[Math.max(0, Math.min(slots - 1, slot))] = value;
  }
  return { lastValue, shape: fillBetween(shape, first.values.length, spanMs, first.timesMs) };
}

/**
 * Slots that hold no sample only because the samples lie further apart than the slots are long take the value before.
 */
function fillBetween(
  shape: readonly (number | undefined)[],
  samples: number,
  spanMs: number,
  timesMs: readonly number[],
): (number | undefined)[] {
  const apartMs =
    timesMs.length < 2 ? spanMs : Math.min(...timesMs.slice(1, 200).map((time, index) => time - timesMs[index]!));
  const slotsApart = Math.max(1, Math.ceil((apartMs / spanMs) * shape.length));
  if (samples < 2) return [...shape];
  let since = slotsApart;
  let last: number | undefined;
  return shape.map((value) => {
    since = value === undefined ? since + 1 : 0;
    if (value !== undefined) last = value;
    return value ?? (since <= slotsApart ? last : undefined);
  });
}
