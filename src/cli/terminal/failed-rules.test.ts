import { expect, test } from "vitest";
import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { failedRules, printFailedRules } from "./failed-rules.ts";

const quiet: RuleTest = {
  ...{ window: { fromMs: 0, toMs: 1 }, alerts: [], records: [], unevaluated: [], problems: [] },
  ...{ expectations: [], warnings: [] },
};

function printed(now: RuleTest): string[] {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text);
  expect(printFailedRules({ now }, { err: { write } as never })).toBe(failedRules({ now }));
  return lines;
}

test("rules without a fault are silent", () => {
  expect(printed(quiet)).toEqual([]);
  expect(failedRules(undefined)).toBe(false);
});

test("each fault is a line with its place, and no more than 20 are printed", () => {
  const expectation = { alert: "A", labels: new Map(), expected: "never fires", file: "a.yaml", line: 3 };
  expect(
    printed({
      ...quiet,
      problems: [{ file: "r.yaml", line: 7, message: "no such function\u001b[31m" }],
      expectations: [
        { ...expectation, met: false, reason: "it fires after 5m" },
        { ...expectation, met: true, reason: undefined },
      ],
    }),
  ).toEqual([
    expect.stringMatching(/^rules: r\.yaml:7: no such function[^\u001b]*\n$/),
    "rules: a.yaml:3: A never fires: it fires after 5m\n",
  ]);
  const problems = Array.from({ length: 30 }, (_, line) => ({ file: "r.yaml", line, message: "m" }));
  expect(printed({ ...quiet, problems }).at(-1)).toBe("rules: and 10 more\n");
});
