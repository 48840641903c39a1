import { expect, test } from "vitest";
import { panelRange } from "./check-query.ts";

test.for([
  [{}, { fromMs: 1_000_000, toMs: 9_000_000 }],
  [{ timeFrom: "1m" }, { fromMs: 8_940_000, toMs: 9_000_000 }],
  [{ timeFrom: "now-1m" }, { fromMs: 8_940_000, toMs: 9_000_000 }],
  [{ timeShift: "1m" }, { fromMs: 940_000, toMs: 8_940_000 }],
  [
    { timeFrom: "1m", timeShift: "1m" },
    { fromMs: 8_880_000, toMs: 8_940_000 },
  ],
  [
    { timeFrom: "soon", timeShift: "later" },
    { fromMs: 1_000_000, toMs: 9_000_000 },
  ],
] as const)("panelRange of %j", ([panel, expected]) => {
  expect(panelRange({ fromMs: 1_000_000, toMs: 9_000_000 }, panel)).toEqual(expected);
});
