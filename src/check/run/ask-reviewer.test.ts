import { expect, test } from "vitest";
import { GrafanaError } from "../../errors.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { askReviewer, type ReviewerBackend } from "./ask-reviewer.ts";
import { createGuard } from "./guarded-backend.ts";
import { prepareQuery } from "./prepare-query.ts";

const query = { place: "panel", expr: "rate(x[$__rate_interval])", prometheus: true } as const;
const prepared = prepareQuery(query, { resolved: new Map(), window: { fromMs: 0, toMs: 3_600_000 } });
const reviewerGuard = createGuard({ deadline: new AbortController().signal });
const series = (value: number): QuerySeries => ({ labels: new Map(), timesMs: [0], values: [value] });
const ask = (answer: ReviewerBackend["query"], of: Parameters<typeof askReviewer>[0] = query) =>
  askReviewer(of, prepared, { reviewer: { query: answer }, reviewerGuard });
const failing = (code: "query" | "failed") => () =>
  Promise.reject(new GrafanaError("bad gateway", { code: code as "query" }));

test("askReviewer finds nothing wrong with data, and leaves built-in variables to Grafana", async () => {
  const asked: string[] = [];
  const answer = async ({ expr }: { expr: string }) => {
    asked.push(expr);
    return [series(1)];
  };
  expect(await ask(answer)).toBeUndefined();
  expect(asked).toEqual([query.expr]);
});

test.for([
  [
    async () => [series(Number.NaN)],
    "error",
    "data-source-empty",
    "Prometheus has data for this query, but Grafana's data source gives none; is it the same server?",
  ],
  [failing("query"), "error", "data-source-refused", "Grafana could not run the query: bad gateway"],
  [
    failing("failed"),
    "unchecked",
    "no-answer",
    "Prometheus has data for this query; whether Grafana shows it is not known: bad gateway",
  ],
] as const)("askReviewer tells what is wrong (case %#)", async ([answer, state, code, reason]) => {
  expect(await ask(answer)).toEqual({ state, code, reason });
});

test("askReviewer asks about panels only, and hides no bug", async () => {
  const bug = () => Promise.reject(new TypeError("a bug"));
  expect(await ask(bug, { ...query, place: "annotation" })).toBeUndefined();
  expect(await askReviewer(query, prepared, { reviewerGuard })).toBeUndefined();
  await expect(ask(bug)).rejects.toThrow("a bug");
});
