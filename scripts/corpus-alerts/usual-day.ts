import type { RuleTest, TestedAlert } from "../../src/alerts/result/rule-test.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { type TestRulesOptions, testRules } from "../../src/preview/alerts/test-rules.ts";
import type { RunContext } from "../../src/preview/context.ts";
import { parseExpression } from "../../src/promql/tree/parse.ts";
import { selectorsIn } from "../../src/promql/tree/selectors.ts";

const file = "the inferred data spec";
const day = 24 * 3_600_000;

/** Runs rules on a whole day of an inferred spec without its incident. */
export function testUsualDay(
  text: string,
  options: Omit<TestRulesOptions, "spec" | "historyMs" | "stepMs">,
  context: RunContext,
): Promise<RuleTest> {
  const readFile = () => "";
  const document = parseSpec(text, { file, readFile, maxMebibytes: 8 });
  const spec = { file, readFile, document };
  return testRules({ maxLeadInMs: 3_600_000, ...options, spec, historyMs: day, stepMs: 30_000 }, context);
}

/** Whether an alert reads no data, as a watchdog: it fires whatever they are. */
export function isAlwaysTrue(expr: string): boolean {
  const parsed = parseExpression(expr);
  return parsed.ok && selectorsIn(parsed.root).length === 0;
}

/** When an alert fires on a day, and with which values. */
export function firingReason({ instances }: TestedAlert): string {
  const all = instances.flatMap(({ intervals }) => intervals.filter(({ state }) => state === "firing"));
  const minutes = all.reduce((sum, { fromMs, untilMs }) => sum + ((untilMs ?? fromMs) - fromMs) / 60_000, 0);
  const first = Math.min(...all.map(({ fromMs }) => fromMs));
  return `${all.length} times, ${Math.round(minutes)} minutes in all, first at ${new Date(first).toISOString()}`;
}
