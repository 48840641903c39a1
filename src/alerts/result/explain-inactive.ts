import { formatDuration } from "../../text/duration.ts";
import type { AlertInstance } from "../engine/alert-history.ts";
import type { Instants } from "../engine/instants.ts";
import type { RuleOutcome } from "../engine/rule-run.ts";
import { type ExplainInput, explainExpression } from "./explain-expression.ts";
import { explainManaged } from "./explain-managed.ts";
import type { TestedAlert } from "./rule-test.ts";

/** Why an alert rule never fired; undefined if it did. */
export async function explainInactive(outcome: RuleOutcome, input: ExplainInput): Promise<TestedAlert["reason"]> {
  const { rule, alerts, instants, failures } = outcome;
  if (alerts.some(({ intervals }) => intervals.some(({ state }) => state === "firing"))) return undefined;
  const longest = longestMs(alerts, instants);
  if (rule.managed !== undefined && failures[0] !== undefined) return { code: "failed", text: failures[0].error };
  if (longest !== undefined) {
    const held = longest === 0 ? "at single evaluations only" : `${formatDuration(longest)} at most`;
    return { code: "for", text: `the expression held ${held}, and \`for\` is ${formatDuration(rule.forMs)}` };
  }
  const [failure] = failures;
  if (failure !== undefined) return { code: "failed", text: failure.error };
  if (rule.managed !== undefined) return explainManaged({ ...outcome, managed: rule.managed }, input);
  return explainExpression(outcome, input);
}

/** How long an alert was pending at most, in milliseconds; undefined if none ever was. */
function longestMs(alerts: readonly AlertInstance[], { endMs }: Instants): number | undefined {
  const lengths = alerts.flatMap(({ intervals }) =>
    intervals.flatMap(({ state, cause, fromMs, untilMs = endMs }) =>
      state === "pending" && cause === undefined ? [untilMs - fromMs] : [],
    ),
  );
  return lengths.length === 0 ? undefined : lengths.reduce((most, one) => Math.max(most, one), 0);
}
