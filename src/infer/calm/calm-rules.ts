import { attemptWork, Work } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import type { InferredMetric } from "../series/model.ts";
import type { RuleQuery } from "../sources/from-rules.ts";
import { calmAlerts } from "./calm-alerts.ts";
import type { DayWorldInput } from "./day-world.ts";

/** Steps of reading one rule. */
const steps = 300_000;

/** The metrics with which the alerts of these rules stay silent on a usual day; see {@link calmAlerts}. */
export async function calmRules(
  metrics: readonly InferredMetric[],
  rules: readonly RuleQuery[],
  times: Omit<DayWorldInput, "records"> & { readonly signal?: AbortSignal | undefined },
): Promise<readonly InferredMetric[]> {
  const parsed = rules.flatMap((rule) => {
    const root = parse(rule.expr);
    return root === undefined ? [] : [{ ...rule, root }];
  });
  const alerts = parsed.flatMap(({ kind, name, root, forMs = 0 }) => (kind === "alert" ? [{ name, root, forMs }] : []));
  if (alerts.length === 0) return metrics;
  const records = parsed.flatMap(({ kind, name, root, labels = [] }) =>
    kind === "record" ? [{ name, root, labels }] : [],
  );
  const { nowMs, stepMs, signal } = times;
  return calmAlerts(metrics, { alerts, records, nowMs, stepMs, signal });
}

function parse(expr: string): PromqlNode | undefined {
  const parsed = attemptWork(new Work(steps), () => parseExpression(expr));
  return parsed?.ok === true ? parsed.root : undefined;
}
