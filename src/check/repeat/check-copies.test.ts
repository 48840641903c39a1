import { expect, test } from "vitest";
import { variable } from "../../../test/dashboards/variable.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { checkDashboard } from "../check-dashboard.ts";
import type { CheckInput } from "../check-input.ts";
import type { ReviewerBackend } from "../run/ask-reviewer.ts";
import type { CheckQuery } from "../run/check-query.ts";

const window = { fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 };
const nothing = async () => [];

/** Answers what does not hold any of these texts, and keeps what it was asked. */
function backendWithout(...texts: readonly string[]) {
  const asked: string[] = [];
  const answer = async (query: string) => {
    asked.push(query);
    const series = { labels: new Map(), timesMs: [window.fromMs, window.toMs], values: [1, Number(query.length)] };
    return { series: texts.some((text) => query.includes(text)) ? [] : [series] };
  };
  const backend: QueryBackend = {
    ...{ instant: answer, range: answer, labelNames: nothing, labelValues: nothing, series: nothing },
  };
  return { backend, asked };
}

const ns = variable({
  ...{ name: "ns", type: "custom", query: "a,bb,ccc", multi: true, includeAll: true },
  current: { value: "$__all", text: "All" },
});
const query = (expr: string, more: Partial<CheckQuery> = {}): CheckQuery => {
  return { place: "panel", panelTitle: "P", refId: "A", expr, prometheus: true, repeats: ["ns"], ...more };
};
const check = (queries: readonly CheckQuery[], rest: Partial<CheckInput> & Pick<CheckInput, "backend">) =>
  checkDashboard({ queries, variables: [ns], window, ...rest });

test("checkCopies joins the copies of a panel: the worst state, all series, the last value of the first with data", async () => {
  const { backend } = backendWithout('"a"');
  const { panelResults, panels, queries, findings } = await check([query('x{ns="$ns"}')], { backend });
  expect(panelResults).toMatchObject([
    {
      state: "empty",
      code: "metric-without-series",
      series: 2,
      samples: 4,
      lastValue: 'x{ns="bb"}'.length,
      copyCount: 3,
    },
  ]);
  expect(panelResults[0]!.copies!.map(({ values, state }) => [values, state])).toEqual([
    [{ ns: "a" }, "empty"],
    [{ ns: "bb" }, "ok"],
    [{ ns: "ccc" }, "ok"],
  ]);
  expect(panels).toMatchObject({ total: 1, ok: 0, empty: 1 });
  expect(queries.map(({ copy, state }) => [copy, state])).toEqual([
    [{ ns: "a" }, "empty"],
    [{ ns: "bb" }, "ok"],
    [{ ns: "ccc" }, "ok"],
  ]);
  expect(findings).toMatchObject([{ panel: "P", state: "empty", copies: [{ ns: "a" }] }]);
});

test("checkCopies asks the servers once for what does not differ between copies", async () => {
  const { backend, asked } = backendWithout();
  const asReviewer: string[] = [];
  const reviewer: ReviewerBackend = {
    query: async ({ expr }) => {
      asReviewer.push(expr);
      return [{ labels: new Map(), timesMs: [window.fromMs], values: [1] }];
    },
  };
  const { panelResults } = await check([query('x{ns="$ns"}'), query("y", { refId: "B" })], { backend, reviewer });
  expect(panelResults).toMatchObject([{ state: "ok", copyCount: 3 }]);
  const expected = ['x{ns="a"}', 'x{ns="bb"}', 'x{ns="ccc"}', "y"];
  expect([...asked].sort()).toEqual(expected);
  expect([...asReviewer].sort()).toEqual(expected);
});

test("checkCopies makes an error of a panel of which the reviewer's server lacks a copy", async () => {
  const { backend } = backendWithout();
  const reviewer: ReviewerBackend = {
    query: async ({ expr }) =>
      expr.includes("bb") ? [] : [{ labels: new Map(), timesMs: [window.fromMs], values: [1] }],
  };
  const { panelResults, findings } = await check([query('x{ns="$ns"}')], { backend, reviewer });
  expect(panelResults).toMatchObject([{ state: "error", code: "data-source-empty" }]);
  expect(findings).toMatchObject([{ state: "error", copies: [{ ns: "bb" }] }]);
});

test("checkCopies names the copies that were not looked at, and keeps to the bound of queries", async () => {
  const { backend, asked } = backendWithout();
  const progress: [number, number][] = [];
  const { panelResults } = await check([query('x{ns="$ns"}'), query("y", { panelTitle: "Q", repeats: [] })], {
    backend,
    limits: { maxQueries: 3 },
    onProgress: (done, total) => progress.push([done, total]),
  });
  expect(panelResults).toMatchObject([
    {
      state: "ok",
      copyCount: 3,
      copies: [
        { values: { ns: "a" }, state: "ok" },
        { values: { ns: "bb" }, state: "ok" },
        { values: { ns: "ccc" }, state: "skipped", code: "too-many-copies" },
      ],
    },
    { state: "ok" },
  ]);
  expect(panelResults[1]).not.toHaveProperty("copies");
  expect(asked).toHaveLength(3);
  expect(progress.at(-1)).toEqual([3, 3]);
});

test("checkCopies leaves a repeated panel of another data source skipped", async () => {
  const { backend, asked } = backendWithout();
  const { panelResults } = await check([query("", { prometheus: false, dataSource: "loki" })], { backend });
  expect(panelResults).toMatchObject([{ state: "skipped", code: "other-data-source" }]);
  expect(asked).toEqual([]);
});

test("checkCopies explains the first three copies without data, and reports the others together", async () => {
  const many = variable({
    ...{ name: "ns", type: "custom", query: "a,b,c,d,e", multi: true, includeAll: true },
    current: { value: "$__all", text: "All" },
  });
  const labels = async () => ["z"];
  const { backend } = backendWithout("ns=");
  const { findings } = await check([query('x{ns="$ns"}')], {
    backend: { ...backend, labelNames: async () => ["ns"], labelValues: labels },
    variables: [many],
  });
  expect(findings.map(({ code, copies }) => [code !== "unknown", copies])).toEqual([
    [true, [{ ns: "a" }]],
    [true, [{ ns: "b" }]],
    [true, [{ ns: "c" }]],
    [false, [{ ns: "d" }, { ns: "e" }]],
  ]);
});
