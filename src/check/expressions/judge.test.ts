import { expect, test } from "vitest";
import type { QueryResult } from "../result.ts";
import type { Calculated } from "../run/ask-reviewer.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { checkRun } from "../testing/check-run.ts";
import { hourly } from "../testing/explain-context.ts";
import type { Input } from "./derive.ts";
import { readExpression } from "./expression.ts";
import { judgeExpression } from "./judge.ts";

const query: CheckQuery = { place: "panel", refId: "C", expr: "", prometheus: false };
const node = (settings: object = { type: "math", expression: "$A + $B" }) => ({
  ...{ refId: "C", query, expression: readExpression(settings as never), needed: true },
});
const input = (state: QueryResult["state"], rest: Partial<QueryResult> = {}): Input => ({
  refId: "A",
  series: [],
  result: { query, state, series: 1, samples: 1, shape: [], ...rest },
});
const answer = (rest: Partial<Extract<Calculated, { state: "ok" }>>): Calculated => ({
  ...{ state: "ok", series: [], rows: 0, notices: [] },
  ...rest,
});
const judge = (inputs: readonly Input[], calculated?: Calculated, settings?: object) =>
  judgeExpression(node(settings), inputs, { calculated, run: checkRun() }).result;

test("judgeExpression sums up what Grafana gave", () => {
  const series = [hourly({ job: "a" }, 3), hourly({ job: "b" }, 5)];
  expect(judge([input("ok")], answer({ series, rows: 7 }))).toMatchObject({
    ...{ state: "ok", series: 2, samples: 14, lastValue: 3, values: { least: 3, greatest: 5 } },
    evaluated: { instant: false },
  });
});

test.for([
  ["error", "input-failed", "query A, which it uses, fails: because"],
  ["unchecked", "no-answer", "query A, which it uses, could not be checked: because"],
  ["skipped", "no-answer", "query A, which it uses, is not run: because"],
] as const)("judgeExpression takes over that an input is %s, whatever Grafana gave", ([state, code, reason]) => {
  const cause = { code: "no-answer", reason: "because" } as const;
  const result = judge([input("ok"), input(state, cause)], answer({ series: [hourly({}, 1)] }));
  expect(result).toMatchObject({ state, code, reason });
});

test.for([
  [answer({}), undefined, "sides-do-not-match", "no series of A and B have labels that fit"],
  [answer({ notices: ["1 items dropped"] }), undefined, "sides-do-not-match", "(Grafana: 1 items dropped)"],
  [
    answer({}),
    { type: "sql", expression: "SELECT 1 FROM A" },
    "unknown",
    "gives no data, though what it uses has some",
  ],
  [answer({ series: [hourly({}, Number.NaN)] }), undefined, "not-finite", "nothing but NaN or infinite values"],
  [
    answer({ series: [hourly({}, Number.NaN)] }),
    { type: "reduce", reducer: "mean", expression: "A" },
    "not-finite",
    "set its mode to Drop non-numeric value",
  ],
] as const)("judgeExpression explains a result without a number (case %#)", ([calculated, settings, code, reason]) => {
  expect(judge([input("ok")], calculated, settings)).toMatchObject({
    ...{ state: "empty", code, reason: expect.stringContaining(reason) },
  });
});

test("judgeExpression tells a refusal from a Grafana that did not answer, and takes a table of texts for data", () => {
  const failed = (refused: boolean) => judge([input("ok")], { state: "error", message: "no", refused });
  expect(failed(true)).toMatchObject({ state: "error", code: "expression-refused" });
  expect(failed(false)).toMatchObject({ state: "unchecked", code: "no-answer" });
  expect(judge([input("ok")], answer({ rows: 4 }))).toMatchObject({ state: "ok", note: "texts only", samples: 4 });
});
