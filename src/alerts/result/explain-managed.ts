import type { ManagedRule } from "../../prometheus/rules/grafana/managed-rule.ts";
import { counted } from "../../text/counted.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RuleOutcome } from "../engine/rule-run.ts";
import { type ExplainInput, explainExpression } from "./explain-expression.ts";
import type { TestedAlert } from "./rule-test.ts";

/** Why a rule of Grafana that neither failed nor waited never fired. */
export async function explainManaged(
  outcome: RuleOutcome & { readonly managed: ManagedRule },
  input: ExplainInput,
): Promise<NonNullable<TestedAlert["reason"]>> {
  const { managed, instants, withoutData, rule } = outcome;
  const evaluations = Math.round((instants.endMs - instants.startMs) / instants.stepMs) + 1;
  const [refId, count] = [...(withoutData ?? [])].sort(([, one], [, other]) => other - one)[0] ?? [];
  const query = managed.queries.find((one) => one.refId === refId);
  if (query !== undefined && count === evaluations) {
    const { code, text } = await explainExpression({ ...outcome, rule: { ...rule, expr: query.expr } }, input);
    return { code, text: `query ${query.refId} has no data: ${text}` };
  }
  const times = `${count} of ${counted(evaluations, "evaluation")} (every ${formatDuration(instants.stepMs)})`;
  const some = query === undefined ? "" : `; query ${query.refId} has no data at ${times}`;
  if (!managed.isTranslated) return { code: "comparison", text: `the condition is 0 at every evaluation${some}` };
  const { code, text } = await explainExpression(outcome, input);
  return { code, text: `${text}${some}` };
}
