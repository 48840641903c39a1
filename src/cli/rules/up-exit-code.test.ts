import { expect, test } from "vitest";
import type { RuleTest } from "../../alerts/result/rule-test.ts";
import type { RuleReview } from "../../alerts/review/compare-rules.ts";
import type { CheckResult } from "../../check/result.ts";
import { upExitCode } from "./up-exit-code.ts";

const rules = (over: Partial<RuleTest>): RuleReview[] => [
  {
    alerts: [],
    removed: [],
    uncompared: undefined,
    test: {
      ...{ window: { fromMs: 0, toMs: 1 }, alerts: [], records: [], unevaluated: [], problems: [] },
      ...{ expectations: [], warnings: [], ...over },
    },
  },
];
const fine = { check: { findings: [], unchecked: [] } as unknown as CheckResult };
const unchecked = { check: undefined };
const refused = rules({ problems: [{ file: "r.yaml", line: 3, message: "no" }] });

test.for([
  ["done", [fine], {}, 0],
  ["done", [fine], { rules: rules({}) }, 0],
  ["done", [fine], { rules: refused }, 1],
  ["done", [unchecked], { rules: refused }, 1],
  ["done", [unchecked], { rules: rules({}) }, 3],
  ["done", [fine], { rulesUntested: true }, 3],
  ["planned", [unchecked], { rules: refused }, 1],
  ["superseded", [unchecked], {}, 0],
  ["empty", [], { rules: refused }, 1],
  ["empty", [], { rulesUntested: true }, 3],
] as const)("upExitCode counts rules as it counts panels (case %#)", ([state, dashboards, over, expected]) => {
  expect(upExitCode({ state, dashboards, ...over }, "error")).toBe(expected);
  expect(upExitCode({ state, dashboards, ...over }, "none")).toBe(0);
});
