import { expect, test } from "vitest";
import { HttpError } from "../../errors.ts";
import { askExemplars } from "./ask-exemplars.ts";

const result = (over: object = {}, query: object = {}) => ({
  query: { exemplar: true, ...query },
  ...{ state: "ok", ranExpr: "rate(a[1m])", evaluated: { startMs: 1000, endMs: 5000, stepMs: 1000, instant: false } },
  ...over,
});
const answer = {
  data: [{ seriesLabels: { __name__: "a" }, exemplars: [{ labels: { trace_id: "t" }, value: "0.5", timestamp: 2.5 }] }],
};

async function ask(results: readonly object[], answerOf: () => Promise<unknown> = async () => answer) {
  const asked: unknown[] = [];
  const exemplars = new Map();
  const panels = results.map((one) => ({ answers: [{ result: one, series: [] }] }));
  const server = {
    ask: async (request: { parameters: unknown }) => {
      asked.push(request.parameters);
      return answerOf();
    },
  };
  await askExemplars({ panels, exemplars } as never, server as never);
  return { asked, found: [...exemplars.values()].flat() };
}

test("askExemplars asks for the query as it was run, over its own range", async () => {
  const { asked, found } = await ask([result()]);
  expect(asked).toEqual([{ query: "rate(a[1m])", start: "1", end: "5" }]);
  expect(found).toMatchObject([{ value: 0.5, timeMs: 2500, labels: new Map([["trace_id", "t"]]) }]);
});

test("askExemplars asks nothing for queries that want none, are hidden, without data or of one instant", async () => {
  const instant = { evaluated: { startMs: 1, endMs: 1, stepMs: 1, instant: true } };
  const others = [result({}, { exemplar: false }), result({}, { hidden: true }), result({ state: "empty" })];
  expect((await ask([...others, result(instant), result({ ranExpr: undefined })])).asked).toEqual([]);
});

test("askExemplars takes a server that refuses the question, or does not answer, for one without exemplars", async () => {
  const refusing = await ask([result(), result()], async () => ({ error: "unknown", status: 404, genuine: true }));
  expect([refusing.asked.length, refusing.found]).toEqual([1, []]);
  const away = await ask([result()], () => Promise.reject(new HttpError("no answer", { code: "timeout" } as never)));
  expect(away.found).toEqual([]);
});
