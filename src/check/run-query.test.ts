import { expect, test } from "vitest";
import { PrometheusError } from "../errors.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { runQuery as answer } from "./run-query.ts";
import { checkRun } from "./testing/check-run.ts";
import { hourly } from "./testing/explain-context.ts";

const panel = (expr: string, rest: Partial<CheckQuery> = {}): CheckQuery => ({
  place: "panel",
  refId: "A",
  expr,
  prometheus: true,
  ...rest,
});
const runQuery = async (...given: Parameters<typeof answer>) => (await answer(...given)).result;
const variable = (state: ResolvedVariable["state"]) =>
  new Map([
    [
      "v",
      {
        name: "v",
        type: "query",
        value: "1",
        text: "1",
        all: false,
        multi: false,
        includeAll: false,
        options: [],
        filters: [],
        state,
        reason: "503",
      },
    ],
  ] as const);

test("runQuery says what a query with data gives", async () => {
  const run = checkRun({ answers: { x: [hourly({}, 3), hourly({}, 4)] } });
  expect(await runQuery(panel("x"), run)).toMatchObject({
    state: "ok",
    series: 2,
    samples: 14,
    lastValue: 3,
    values: { least: 3, median: 3.5, greatest: 4, last: 3 },
    ranExpr: "x",
  });
});

test.for([
  [{ skip: "not to be run" }, "skipped", "not-previewed", "not to be run"],
  [{ broken: "could not be isolated" }, "error", "not-isolated", "could not be isolated"],
  [{ prometheus: false }, "skipped", "other-data-source", "not asked of Prometheus"],
  [{ prometheus: false, dataSource: "loki" }, "skipped", "other-data-source", "asked of loki, not of Prometheus"],
  [{ hidden: true }, "skipped", "hidden", "the query is hidden in the panel"],
  [{ expr: "  " }, "skipped", "no-query", "the query is empty"],
  [
    { expr: "x".repeat(100_001) },
    "error",
    "too-long",
    "with its variables filled in the query is longer than 100000 characters; choose fewer values",
  ],
] as const)("runQuery asks nothing for a query (case %#) that is %s", async ([rest, state, code, reason]) => {
  const run = checkRun();
  expect(await runQuery(panel("x", rest), run)).toMatchObject({ state, code, reason, series: 0 });
  expect(run.asked).toEqual([]);
});

test("runQuery tells a query that the server refuses from a server that does not answer", async () => {
  const failing = (code: "bad-query" | "failed") =>
    checkRun({ runner: { run: () => Promise.reject(new PrometheusError(code, { code })) } });
  expect(await runQuery(panel("x * $gone"), failing("bad-query"))).toMatchObject({
    state: "error",
    code: "refused",
    reason: "bad-query; not defined in the dashboard: $gone",
  });
  expect(await runQuery(panel("x"), failing("failed"))).toMatchObject({
    state: "unchecked",
    code: "no-answer",
    reason: "failed",
    ranExpr: "x",
  });
  const bug = checkRun({ runner: { run: () => Promise.reject(new TypeError("a bug")) } });
  await expect(runQuery(panel("x"), bug)).rejects.toThrow("a bug");
});

test("runQuery names the smallest part that the server refuses, without isolation, and when it asked", async () => {
  const refuse = async (query: string) => {
    if (query.includes("a{p} / b{p}")) throw new PrometheusError("many-to-many", { code: "bad-query" });
    return [];
  };
  const run = checkRun({ runner: { run: refuse }, withoutIsolation: (text) => text.replaceAll(/\bp="1"/g, "") });
  const quoted = checkRun({
    ...run,
    runner: { run: (query) => refuse(query.replaceAll('p="1"', "p")) },
  });
  expect(await runQuery(panel('sum(a{p="1"} / b{p="1"}) > 0'), quoted)).toMatchObject({
    state: "error",
    code: "refused",
    part: "a{} / b{}",
    ranExpr: 'sum(a{p="1"} / b{p="1"}) > 0',
    evaluated: { instant: false },
  });
});

test("runQuery knows nothing of a query without data whose variable is not known", async () => {
  expect(await runQuery(panel("x{a='$v'}"), checkRun({ resolved: variable("unchecked") }))).toMatchObject({
    state: "unchecked",
    code: "variable-unknown",
    reason: "the values of variable $v are not known: 503",
  });
  expect(await runQuery(panel("x{a='$v'}"), checkRun({ resolved: variable("empty") }))).toMatchObject({
    state: "empty",
    code: "variable-empty",
  });
});

test("runQuery skips a query without data that has an excuse, and says both; with data it needs none", async () => {
  const excuse = (expr: string) => (expr.includes("young") ? "relayed since 30s" : undefined);
  expect(await runQuery(panel("young"), checkRun({ excuse }))).toMatchObject({
    state: "skipped",
    code: "relayed",
    reason: expect.stringMatching(/^relayed since 30s: (?!.*data spec)/),
  });
  expect(await runQuery(panel("old"), checkRun({ excuse }))).toMatchObject({ state: "empty" });
  const answers = { young: [hourly({}, 3)] };
  expect(await runQuery(panel("young"), checkRun({ excuse, answers }))).toMatchObject({ state: "ok" });
});
