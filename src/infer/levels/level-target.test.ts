import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { targetOf } from "./level-target.ts";

interface Panel {
  readonly unit?: string;
  readonly thresholds?: readonly number[];
  readonly mode?: "percentage";
  readonly min?: number;
  readonly max?: number;
}

function read({ unit, thresholds = [], mode, min, max }: Panel, expr = "x", families = ["x"]) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  const panelContext = { thresholds: thresholds.map((value) => ({ value })), thresholdMode: mode, min, max };
  const found = targetOf(
    { query: { unit, panelContext } as unknown as DashboardQuery, root: parsed.root },
    new Set(families),
  );
  return found === undefined
    ? undefined
    : [Number(found.target.toPrecision(6)), found.low, found.high, found.lenient ? "lenient" : "exact"];
}

const [lowest, highest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

test.for<[panel: Panel, expected: readonly unknown[] | undefined]>([
  [{}, undefined],
  [{ unit: "bytes" }, undefined],
  [{ unit: "percent" }, [66, 0, 100, "lenient"]],
  [{ unit: "percentunit" }, [0.66, 0, 1, "lenient"]],
  // 4 % beyond; but not beyond 85; and what is below 30 or beyond 90 is none to cross.
  [{ unit: "percent", thresholds: [50, 70] }, [52, 0, 100, "exact"]],
  [{ unit: "percent", thresholds: [90] }, [85, 0, 100, "exact"]],
  [{ unit: "percent", thresholds: [30] }, [66, 0, 100, "lenient"]],
  [{ unit: "percent", thresholds: [95] }, [66, 0, 100, "lenient"]],
  [{ thresholds: [200, 300] }, [220, lowest, highest, "exact"]],
  [{ thresholds: [-5, 0, 200] }, [220, lowest, highest, "exact"]],
  // Half of the way from 100 to 300.
  [{ thresholds: [50], mode: "percentage", min: 100, max: 300 }, [220, lowest, highest, "exact"]],
  [{ unit: "s", thresholds: [80] }, [88, lowest, highest, "exact"]],
])("targetOf says for a panel with %j where values should lie", ([panel, expected]) => {
  expect(read(panel)).toEqual(expected);
});

test.for(["percent", "s", "reqps", "short", undefined])(
  "targetOf takes the thresholds of every new panel for none, whatever the unit: %s",
  (unit) => {
    const [base, step] = [{ color: "green" }, { value: 80, color: "red" }];
    const parsed = parseExpression("x");
    const query = { unit, panelContext: { thresholds: [base, step], thresholdMode: "absolute" } };
    const found = targetOf(
      { query: query as unknown as DashboardQuery, root: parsed.ok ? parsed.root : null! },
      new Set(["x"]),
    );
    expect(found?.lenient ?? true).toBe(true);
  },
);

test("targetOf says nothing of queries that read no metric, or more than 30", () => {
  const names = Array.from({ length: 31 }, (_, i) => `m${i}`);
  expect([read({ unit: "percent" }, "1", []), read({ unit: "percent" }, "x", names)]).toEqual([undefined, undefined]);
  expect(read({ unit: "percent" }, "x", names.slice(1))).toBeDefined();
});
