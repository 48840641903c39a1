import { ExpectedError } from "../../errors.ts";
import { isFault } from "../../templating/fault.ts";
import type { Answered } from "../answered.ts";
import type { CheckRun } from "../check-run.ts";
import type { Calculated, CalculatedPart } from "../run/ask-reviewer.ts";
import { prepareQuery } from "../run/prepare-query.ts";
import type { ExpressionNode, PanelGraph } from "./panel-graph.ts";
import { calculateHere } from "./server/calculate-here.ts";

/**
 * Calculates a panel's expressions. They are put to the reviewer's Grafana, in one request with the queries that they
 * use, as the browser does; where there is none to ask, they are worked out here as its server does. Left out are those
 * at fault and those with an input that did not run: one of them would spoil the others.
 *
 * @param answers - of the panel's queries, by refId. All of them were proved to stay with the preview's series.
 * @returns what each expression gives, by refId. Without a Grafana, those are missing that only it can run.
 */
export async function calculate(
  { expressions, byRefId }: PanelGraph,
  answers: ReadonlyMap<string, Answered>,
  run: CheckRun,
): Promise<ReadonlyMap<string, Calculated>> {
  const { reviewer, reviewerGuard, signal } = run;
  const asked = new Map<string, ExpressionNode>();
  const used = new Set<string>();
  for (const node of expressions) {
    const { inputs } = node.expression;
    const isReady = inputs.every((input) => asked.has(input) || hasRun(answers.get(input)));
    if (!node.needed || node.fault !== undefined || !isReady) continue;
    asked.set(node.refId, node);
    for (const input of inputs) used.add(input);
  }
  const [first] = asked.values();
  if (first === undefined) return new Map();
  const { range } = prepareQuery(first.query, run);
  if (reviewer?.calculate === undefined)
    return calculateHere(asked.values(), { answers, byRefId, range, hiddenLabel: run.isolation?.name });
  const parts = [
    ...[...used].flatMap((refId): CalculatedPart[] => {
      const query = byRefId.get(refId);
      if (query === undefined || asked.has(refId)) return [];
      const { forReviewer: expr, timing } = prepareQuery(query, run);
      return [{ refId, query, expr, timing }];
    }),
    ...[...asked.values()].map(({ refId, expression: { settings } }) => ({ refId, settings })),
  ];
  try {
    return await reviewerGuard((stop) => reviewer.calculate!({ parts, range }, stop));
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    const failed: Calculated = { state: "error", message: error.message, refused: !isFault(error) };
    return new Map([...asked.keys()].map((refId) => [refId, failed]));
  }
}

const hasRun = (answer: Answered | undefined) => answer?.result.state === "ok" || answer?.result.state === "empty";
