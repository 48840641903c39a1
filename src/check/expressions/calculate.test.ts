import { expect, test } from "vitest";
import { GrafanaError } from "../../errors.ts";
import type { QueryResult } from "../result.ts";
import type { Calculated, CalculatedPart, ReviewerBackend } from "../run/ask-reviewer.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { checkRun } from "../testing/check-run.ts";
import { calculate } from "./calculate.ts";
import { readExpression } from "./expression.ts";
import type { ExpressionNode, PanelGraph } from "./panel-graph.ts";

const query = (refId: string, expr = refId.toLowerCase()): CheckQuery => ({
  place: "panel",
  refId,
  expr,
  prometheus: true,
});
const node = (refId: string, expression: string, rest: Partial<ExpressionNode> = {}): ExpressionNode => ({
  ...{ refId, query: query(refId, ""), expression: readExpression({ type: "math", expression }), needed: true },
  ...rest,
});
const graph = (expressions: readonly ExpressionNode[]): PanelGraph => ({
  expressions,
  byRefId: new Map([
    ...["A", "B", "C"].map((refId): [string, CheckQuery] => [refId, query(refId)]),
    ...expressions.map((one): [string, CheckQuery] => [one.refId, one.query]),
  ]),
  feeding: new Set(),
});
const answers = new Map(
  (["ok", "empty", "error"] as const).map((state, at) => {
    const result: QueryResult = { query: query("ABC"[at]!), state, series: 0, samples: 0, shape: [] };
    return ["ABC"[at]!, { result, series: [] }];
  }),
);

/** Keeps what is asked. */
function reviewing(answer: () => Promise<ReadonlyMap<string, Calculated>> = async () => new Map()) {
  const asked: (readonly CalculatedPart[])[] = [];
  const reviewer: ReviewerBackend = {
    query: async () => [],
    calculate: async ({ parts }) => {
      asked.push(parts);
      return answer();
    },
  };
  return { asked, run: checkRun({ reviewer }) };
}

test("calculate asks once, for all expressions with the queries that they use, and for nothing else", async () => {
  const { asked, run } = reviewing();
  await calculate(graph([node("D", "$A + $B"), node("E", "$D * 2"), node("F", "$A", { needed: false })]), answers, run);
  expect(asked).toHaveLength(1);
  expect(asked[0]!.map((part) => ("settings" in part ? part.settings["expression"] : part.expr))).toEqual([
    ...["a", "b", "$A + $B", "$D * 2"],
  ]);
});

test("calculate leaves out what would spoil the others: faults, failed queries, and what uses them", async () => {
  const { asked, run } = reviewing();
  const fault = { code: "expression-refused", reason: "no" } as const;
  const wrong = [node("D", "$C"), node("E", "$D"), node("F", "$A", { fault }), node("G", "$F")];
  await calculate(graph([...wrong, node("H", "$A")]), answers, run);
  expect(asked[0]!.map(({ refId }) => refId)).toEqual(["A", "H"]);
  await calculate(graph(wrong), answers, run);
  expect(asked).toHaveLength(1);
});

test.for([
  ["query", true],
  ["unavailable", false],
] as const)("calculate tells a request that fails with %s for each expression", async ([code, refused]) => {
  const { run } = reviewing(() => Promise.reject(new GrafanaError("no", { code })));
  const given = await calculate(graph([node("D", "$A")]), answers, run);
  expect(given).toEqual(new Map([["D", { state: "error", message: "no", refused }]]));
});

test("calculate hides no bug, and works out itself what it has nobody to ask for", async () => {
  const { run } = reviewing(() => Promise.reject(new TypeError("a bug")));
  await expect(calculate(graph([node("D", "$A")]), answers, run)).rejects.toThrow("a bug");
  const given = await calculate(graph([node("D", "1 + 1")]), answers, checkRun());
  expect(given.get("D")).toMatchObject({ state: "ok", series: [{ values: [2] }] });
});
