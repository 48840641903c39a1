import { expect, test } from "vitest";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { CheckQuery } from "./check-query.ts";
import { prepareQuery } from "./prepare-query.ts";

const window = { fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 };
const variable = (name: string, rest: Partial<ResolvedVariable> = {}): [string, ResolvedVariable] => [
  name,
  {
    name,
    type: "custom",
    value: "a",
    text: "a",
    all: false,
    multi: false,
    includeAll: false,
    options: [],
    filters: [],
    state: "ok",
    ...rest,
  },
];
const prepare = (expr: string, rest: Partial<CheckQuery> = {}, ...variables: [string, ResolvedVariable][]) =>
  prepareQuery(
    { place: "panel", expr, prometheus: true, ...rest },
    { resolved: new Map(variables), window, scrapeIntervalMs: 15_000 },
  );

test("prepareQuery fills in variables and lengths of time, and leaves lengths to the reviewer's Grafana", () => {
  const prepared = prepare("rate(x{job='$job'}[$__rate_interval])", {}, variable("job"), variable("other"));
  expect(prepared).toMatchObject({
    expr: "rate(x{job='a'}[1m])",
    forReviewer: "rate(x{job='a'}[$__rate_interval])",
    undefinedNames: [],
  });
  expect(prepared.used.map(({ name }) => name)).toEqual(["job"]);
});

test("prepareQuery names variables that nobody defines", () => {
  expect(prepare("x{a='$gone', b='[[too]]'}").undefinedNames).toEqual(["gone", "too"]);
});

test("prepareQuery puts ad hoc filters into every selector, for the reviewer too", () => {
  const filters = [{ key: "job", operator: "=", value: "a" }];
  const { expr, forReviewer } = prepare("x > x offset 1w", {}, variable("filters", { type: "adhoc", filters }));
  expect([expr, forReviewer]).toEqual(Array(2).fill('x{job="a"} > x{job="a"} offset 1w'));
});

test("prepareQuery looks at the time that the panel's own settings name", () => {
  expect(prepare("x", { timeFrom: "10m", timeShift: "1h" }).range).toEqual({
    fromMs: window.toMs - 600_000 - 3_600_000,
    toMs: window.toMs - 3_600_000,
  });
});
