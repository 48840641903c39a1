import { counts, type FailOn } from "../../check/result.ts";
import type { FindingState } from "../../dashboard/codes/finding-codes.ts";
import { showLabels } from "../engine/label-set.ts";
import type { RuleTest, TestedAlert } from "../result/rule-test.ts";
import { describeFailures, failedTemplates } from "../show/rule-failures.ts";

/**
 * Something about the rules of a run that people should know. `rule-refused`: Prometheus would not load it;
 * `rule-failed`, `template-failed`: it cannot be evaluated or filled in; `expectation-missed`: the spec's `alerts` did
 * not come true; `never-fires`: the data have nothing that it selects.
 */
export interface RuleFinding {
  readonly state: Extract<FindingState, "error" | "hint">;
  readonly code: "rule-refused" | "rule-failed" | "template-failed" | "expectation-missed" | "never-fires";
  readonly file: string;
  readonly line: number;
  /** The alert, or the recorded metric; absent where a file as a whole is refused. */
  readonly rule?: string;
  readonly reason: string;
}

/** The data lack something; any other reason is of their values, and that an alert is quiet is what it should be. */
const lacking: ReadonlySet<string> = new Set([
  "metric-not-in-spec",
  "metric-without-series",
  "label-missing",
  "value-missing",
  "combination-missing",
  "range-too-short",
  "sides-do-not-match",
]);

/** The findings of a test: what is wrong first, then alerts that no data of the spec can make fire. */
export function ruleFindings({ problems, records, alerts, expectations }: RuleTest): RuleFinding[] {
  return [
    ...problems.map(({ file, line, message }) => error("rule-refused", { file, line }, message)),
    ...records.flatMap(({ failures, record, ...place }) =>
      describeFailures(failures).map((text) => error("rule-failed", { ...place, rule: record }, text)),
    ),
    ...alerts.flatMap(({ failures, alert, ...place }) =>
      describeFailures(failures).map((text) => error("rule-failed", { ...place, rule: alert }, text)),
    ),
    ...alerts.flatMap((one) =>
      failedTemplates(one).map((text) => error("template-failed", { ...one, rule: one.alert }, text)),
    ),
    ...expectations.flatMap(({ alert, labels, expected, reason, ...place }) => {
      const rule = labels.size === 0 ? alert : `${alert}${showLabels(labels)}`;
      return reason === undefined
        ? []
        : [error("expectation-missed", { ...place, rule }, `expected: ${expected}; ${reason}`)];
    }),
    ...alerts.filter(neverFires).map(
      ({ file, line, alert, reason }): RuleFinding => ({
        ...{ state: "hint", code: "never-fires", file, line, rule: alert },
        reason: reason?.text ?? "",
      }),
    ),
  ];
}

/** Whether the data lack what an alert selects, so that none of their values could make it fire. */
export function neverFires({ state, reason }: TestedAlert): boolean {
  return state === "inactive" && reason !== undefined && lacking.has(reason.code);
}

/** Whether `--fail-on` counts one of the findings. */
export function rulesFail(findings: readonly RuleFinding[], level: FailOn): boolean {
  return findings.some(({ state }) => counts(state, level));
}

function error(
  code: RuleFinding["code"],
  { file, line, rule }: { readonly file: string; readonly line: number; readonly rule?: string },
  reason: string,
): RuleFinding {
  return { state: "error", code, file, line, ...(rule === undefined ? {} : { rule }), reason };
}

/** The findings of several scenarios: each once, whatever the data that it was found with. */
export function findingsOf(tests: readonly { readonly test: RuleTest }[]): RuleFinding[] {
  const all = tests.flatMap(({ test }) => ruleFindings(test));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
