import { expect, test } from "vitest";
import { PrometheusError } from "../errors.ts";
import { knowSpec } from "./explain/spec-knowledge.ts";
import { explainQuery } from "./explain-query.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { prepareQuery } from "./run/prepare-query.ts";
import { checkRun } from "./testing/check-run.ts";
import { hourly } from "./testing/explain-context.ts";

function explain(expr: string, run: ReturnType<typeof checkRun>) {
  const query: CheckQuery = { place: "panel", expr, prometheus: true };
  return explainQuery(query, prepareQuery(query, run), run);
}

test("explainQuery blames an undefined variable before anything else, and an unknown metric without asking", async () => {
  const run = checkRun({ spec: knowSpec([{ name: "known", kind: "gauge" }]) });
  expect(await explain("gone{a='$typo'}", run)).toEqual({
    code: "variable-undefined",
    reason: "variable $typo is not defined in the dashboard",
  });
  expect(await explain("gone", run)).toMatchObject({
    code: "metric-not-in-spec",
    reason: "metric gone is not in the data spec",
  });
  expect(run.asked).toEqual([]);
});

test("explainQuery says that there is no data a week ago", async () => {
  const run = checkRun({ answers: { x: [hourly({}, 5)] }, names: ["x"] });
  expect(await explain("x > x offset 1w", run)).toMatchObject({
    code: "outside-window",
    reason: expect.stringContaining("there is no data 1w ago: the series begin at 2026-01-01T12:00:00Z"),
  });
});

test("explainQuery asks so often and explains so many, and says so", async () => {
  const run = checkRun({ budget: { explained: 2, maxAsks: 3 } });
  expect(await explain(`${"sum(".repeat(5)}x${")".repeat(5)}`, run)).toEqual({
    code: "unknown",
    reason: "the query returns nothing, and it is too complex to find out why; split it to see",
  });
  expect(await explain("x", run)).toMatchObject({ code: "metric-without-series" });
  expect(await explain("x", run)).toMatchObject({
    reason: "the query returns nothing (too many such queries to explain each)",
  });
});

test("explainQuery says that looking for the reason failed where the server does, and hides no bug", async () => {
  const failing = (error: Error) => checkRun({ runner: { run: () => Promise.reject(error) } });
  expect(await explain("sum(x)", failing(new PrometheusError("503", { code: "failed" })))).toEqual({
    code: "unknown",
    reason: "the query returns nothing; looking for the reason failed: 503",
  });
  await expect(explain("sum(x)", failing(new TypeError("a bug")))).rejects.toThrow("a bug");
});
