import type { Changes, SeriesChange } from "../incident-rule.ts";
import type { SolvedAlert } from "../plan-incident.ts";
import type { Rung } from "./change-ladder.ts";

/** Whether a gauge is to grow or fall steadily. */
export function isTrend({ level, rate = 0, flaps, missing }: SeriesChange): boolean {
  return level !== undefined && rate !== 0 && flaps === undefined && missing === undefined;
}

/** The series whose trend makes an alert fire: of a phase that changes what it needs, those that it changes. */
export function trendsOf({ trends, changes }: SolvedAlert, all: Changes): readonly string[] {
  const hasOwn = [...changes.keys()].every((key) => all.has(key));
  return [...trends].filter((key) => !hasOwn || changes.has(key));
}

/** The rung at which a series begins whose trend is looked at: with a share that has the trend, else lying still. */
export function trendRung(ladder: readonly Rung[]): number {
  const place = ladder.findIndex(({ through }) => through?.some(({ trend }) => trend !== undefined) === true);
  return place < 0 ? ladder.length : place;
}
