import type { LevelSeries } from "../evaluate/level-series.ts";
import type { Goal } from "./level-target.ts";

/** Lowest and highest value of a query's series over a day. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Factors beyond make numbers that no metric has. */
const factors = { least: 1e-12, most: 1e12 };
/** For the last bits of sums. */
const slack = 1e-9;

/** Over all series and instants; undefined if none is there. */
export function extentOf(series: readonly LevelSeries[]): Extent | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of series) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min > max ? undefined : { min, max };
}

/** Whether values are where they should be. A share that is all of its whole, always, is so too. */
export function reaches({ min, max }: Extent, { low, high, least, orZero }: Goal): boolean {
  const isAll = min === max && (max === 1 || max === 100);
  const wide = slack * Math.max(1, Math.abs(high));
  const above = min >= low - slack * Math.max(1, Math.abs(low)) || (orZero && min === 0);
  return above && (max <= high + wide || isAll) && max >= least;
}

/**
 * Factors of a metric's level that may bring values to where they should be, if these grow, or shrink, in proportion.
 *
 * @param now - with the level as it is. @param doubled - with twice of it.
 */
export function factorsFor(goal: Goal, now: Extent, doubled: Extent): number[] {
  const { low, high, aim, orZero } = goal;
  const lowAim =
    !orZero && now.min < low ? [low + (Number.isFinite(high) ? (high - low) * 0.1 : Math.abs(low) * 0.1)] : [];
  const highAim = Number.isFinite(high) && Number.isFinite(low) ? [low + (high - low) * 0.9] : [];
  const found = [
    ...solve(now.max, doubled.max, aim),
    ...solve(now.min, doubled.min, aim),
    ...lowAim.flatMap((wanted) => solve(now.min, doubled.min, wanted)),
    ...highAim.flatMap((wanted) => solve(now.max, doubled.max, wanted)),
  ];
  return [...new Set(found)].filter(
    (factor) => Number.isFinite(factor) && factor > factors.least && factor < factors.most,
  );
}

/** The factor for which `a + b·f`, and that for which `a + b/f`, comes to what is wanted. */
function solve(now: number, doubled: number, wanted: number): number[] {
  if (now === doubled) return [];
  const slope = doubled - now;
  const rest = 2 * doubled - now;
  return [(wanted - (now - slope)) / slope, (now - rest) / (wanted - rest)];
}
