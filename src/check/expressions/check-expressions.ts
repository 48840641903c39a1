import type { Answered } from "../answered.ts";
import type { CheckRun } from "../check-run.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { skipped } from "../run-query.ts";
import { calculate } from "./calculate.ts";
import type { Input } from "./derive.ts";
import { judgeExpression } from "./judge.ts";
import type { ExpressionNode, PanelGraph } from "./panel-graph.ts";

/**
 * The results of a panel's expressions, by their queries in the panel.
 *
 * @param given - what the panel's other queries gave.
 */
export async function checkExpressions(
  graph: PanelGraph,
  given: ReadonlyMap<CheckQuery, Answered>,
  run: CheckRun,
): Promise<ReadonlyMap<CheckQuery, Answered>> {
  const answers = new Map<string, Answered>();
  for (const [refId, query] of graph.byRefId) {
    const answer = given.get(query);
    if (answer !== undefined) answers.set(refId, answer);
  }
  const calculated = await calculate(graph, answers, run);
  for (const node of graph.expressions) {
    const inputs = node.expression.inputs.flatMap((refId): Input[] => {
      const answer = answers.get(refId);
      return answer === undefined ? [] : [{ refId, ...answer }];
    });
    answers.set(
      node.refId,
      unused(node) ?? judgeExpression(node, inputs, { calculated: calculated.get(node.refId), run }),
    );
  }
  return new Map(graph.expressions.map(({ refId }) => [graph.byRefId.get(refId)!, answers.get(refId)!]));
}

/**
 * A hidden expression that nothing uses is not run. One that Grafana refuses is told all the same: the browser sends it
 * with the others, and none of them has a result then.
 */
function unused({ query, needed, fault }: ExpressionNode): Answered | undefined {
  if (needed) return undefined;
  const hidden = { result: skipped(query, "hidden", "the query is hidden in the panel"), series: [] };
  if (fault === undefined) return hidden;
  const result = { ...skipped({ ...query, hidden: false }, fault.code, fault.reason), state: "error" as const };
  return { result, series: [] };
}
