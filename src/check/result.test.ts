import { expect, test } from "vitest";
import type { FindingState } from "../dashboard/codes/finding-codes.ts";
import { type CheckResult, checkExitCode, failOn } from "./result.ts";

const check = (states: FindingState[], unchecked = 0) =>
  ({
    findings: states.map((state) => ({ state, reason: "" })),
    unchecked: Array.from({ length: unchecked }, () => ({ state: "unchecked", reason: "" })),
  }) as unknown as CheckResult;

test.for([
  [["error"], "error", true],
  [["empty"], "error", false],
  [["empty"], "empty", true],
  [["skipped"], "empty", false],
  [["error"], "none", false],
  [["error"], "broken", true],
  [["broken"], "error", false],
  [["broken"], "broken", true],
  [["broken"], "empty", true],
  [["empty"], "broken", false],
  [["hint"], "empty", false],
] as const)("failOn of %j with --fail-on %s is %s", ([states, level, expected]) => {
  expect(failOn(check([...states]), level)).toBe(expected);
});

test.for([
  [[check([])], 0],
  [[check([]), check(["empty"], 1)], 1],
  [[check([], 1)], 3],
  [[check([]), undefined], 3],
  [[check(["error"]), undefined], 1],
] as const)("checkExitCode puts findings before what is unchecked (case %#)", ([checks, expected]) => {
  expect(checkExitCode(checks, "empty")).toBe(expected);
  expect(checkExitCode(checks, "none")).toBe(0);
});
