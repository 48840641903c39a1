import { expect, test } from "vitest";
import type { CauseMove } from "../incident-rule.ts";
import type { SolvedAlert } from "../plan-incident.ts";
import { isTrend, trendRung, trendsOf } from "./trends.ts";

const course = { form: "least", to: 2, wobble: 0, grows: 1, delayMs: 0, onsetMs: 0, recoveryMs: 0 } as const;
const move: CauseMove = { cause: "used", of: new Map(), course, leader: "0:0" };

test("isTrend knows a gauge that is to grow or fall from a level on", () => {
  expect(isTrend({ level: 5, rate: -1 })).toBe(true);
  expect(
    [{ level: 5 }, { rate: 3 }, { level: 5, rate: 0 }, { level: 5, rate: 1, flaps: true } as const].map(isTrend),
  ).toEqual(Array(4).fill(false));
});

test("trendRung begins with a share that has the trend, and otherwise where a series lies still", () => {
  const trend = { perSecond: 1, end: 0.9 };
  expect(trendRung([{ course }, { through: [{ ...move, trend }] }])).toBe(1);
  expect(trendRung([{ course }, { through: [move] }])).toBe(2);
});

test("trendsOf takes the series that an alert changes, and all that it looks at where another one's changes do for it", () => {
  const alert = { trends: new Set(["0:0", "0:1"]), changes: new Map([["0:0", {}]]) } as unknown as SolvedAlert;
  expect(trendsOf(alert, new Map([["0:0", {}]]))).toEqual(["0:0"]);
  expect(trendsOf(alert, new Map([["0:1", {}]]))).toEqual(["0:0", "0:1"]);
});
