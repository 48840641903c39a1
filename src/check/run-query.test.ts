import { expect, test } from "vitest";
import { PrometheusError } from "../errors.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { runQuery } from "./run-query.ts";
import { checkRun } from "./testing/check-run.ts";
import { hourly } from "./testing/explain-context.ts";

const panel = (expr: string, rest: Partial<CheckQuery> = {}): CheckQuery => ({
  place: "panel",
  refId: "A",
  expr,
  prometheus: true,
  ...rest,
});
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
    ranExpr: "x",
  });
});

test.for([
  [{ skip: "not to be run" }, "skipped", "not to be run"],
  [{ broken: "could not be isolated" }, "error", "could not be isolated"],
  [{ prometheus: false }, "skipped", "not asked of Prometheus"],
  [{ prometheus: false, dataSource: "loki" }, "skipped", "asked of loki, not of Prometheus"],
  [{ hidden: true }, "skipped", "the query is hidden in the panel"],
  [{ expr: "  " }, "skipped", "the query is empty"],
  [
    { expr: "x".repeat(100_001) },
    "error",
    "with its variables filled in the query is longer than 100000 characters; choose fewer values",
  ],
] as const)("runQuery asks nothing for a query (case %#) that is %s", async ([rest, state, reason]) => {
  const run = checkRun();
  expect(await runQuery(panel("x", rest), run)).toMatchObject({ state, reason, series: 0 });
  expect(run.asked).toEqual([]);
});

test("runQuery tells a query that the server refuses from a server that does not answer", async () => {
  const failing = (code: "bad-query" | "failed") =>
    checkRun({ runner: { run: () => Promise.reject(new PrometheusError(code, { code })) } });
  expect(await runQuery(panel("x * $gone"), failing("bad-query"))).toMatchObject({
    state: "error",
    reason: "bad-query; not defined in the dashboard: $gone",
  });
  expect(await runQuery(panel("x"), failing("failed"))).toMatchObject({
    state: "unchecked",
    reason: "failed",
    ranExpr: "x",
  });
  const bug = checkRun({ runner: { run: () => Promise.reject(new TypeError("a bug")) } });
  await expect(runQuery(panel("x"), bug)).rejects.toThrow("a bug");
});

test("runQuery knows nothing of a query without data whose variable is not known", async () => {
  expect(await runQuery(panel("x{a='$v'}"), checkRun({ resolved: variable("unchecked") }))).toMatchObject({
    state: "unchecked",
    reason: "the values of variable $v are not known: 503",
  });
  expect(await runQuery(panel("x{a='$v'}"), checkRun({ resolved: variable("empty") }))).toMatchObject({
    state: "empty",
    code: "variable-empty",
  });
});
