import { showLabels } from "../engine/label-set.ts";
import type { RuleTest, TestedAlert } from "../result/rule-test.ts";
import { describeFailures, failedTemplates } from "./rule-failures.ts";

/** A rule or an expectation as test reports list it. */
export interface TestCase {
  readonly name: string;
  /** The group, or `expectations`. */
  readonly suite: string;
  readonly file: string;
  readonly line: number;
  /** Why it failed; empty if it passed. */
  readonly problems: readonly string[];
  /** Why it says nothing; undefined where it does. */
  readonly skipped: string | undefined;
}

/** The cases of a test: every rule, then every expectation of the spec. */
export function testCases(
  { alerts, records, expectations, unevaluated }: RuleTest,
  { requireFiring }: { readonly requireFiring: boolean },
): TestCase[] {
  return [
    ...records.map((one): TestCase => {
      const problems = describeFailures(one.failures);
      const skipped = problems.length === 0 ? one.reason : undefined;
      return { ...one, name: one.record, suite: one.group, problems, skipped };
    }),
    ...alerts.map((one) => alertCase(one, requireFiring)),
    ...unevaluated.map(({ group, rule = group, reason, file, line }): TestCase => {
      return { name: rule, suite: group, file, line, problems: [], skipped: `not evaluated: ${reason}` };
    }),
    ...expectations.map(({ alert, labels, expected, reason, file, line }): TestCase => {
      const name = `${alert}${labels.size === 0 ? "" : showLabels(labels)} ${expected}`;
      return {
        name,
        suite: "expectations",
        file,
        line,
        problems: reason === undefined ? [] : [reason],
        skipped: undefined,
      };
    }),
  ];
}

function alertCase(one: TestedAlert, requireFiring: boolean): TestCase {
  const problems = [...describeFailures(one.failures), ...failedTemplates(one)];
  const silent = one.reason === undefined ? undefined : `${one.state}: ${one.reason.text}`;
  const { file, line, group: suite } = one;
  const common = { name: one.alert, suite, file, line };
  if (silent !== undefined && requireFiring) return { ...common, problems: [...problems, silent], skipped: undefined };
  return { ...common, problems, skipped: problems.length === 0 ? silent : undefined };
}
