import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "./analyse.ts";
import { makeFamilies } from "./families.ts";
import { emptyUsage } from "./usage.ts";

/** Families as text: `counter x`, with bounds where queries name any. */
function families(...queries: readonly string[]) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  return makeFamilies(usage).map(
    ({ name, kind, native, bounds }) =>
      `${kind} ${name}${native === undefined ? "" : ` (${native})`}${bounds.length === 0 ? "" : ` ${bounds.join(" ")}`}`,
  );
}

test.for<[query: string, ...expected: string[]]>([
  ["x", "gauge x"],
  ["rate(x[5m])", "counter x"],
  ["requests_total", "counter requests_total"],
  // How many there are now.
  ["drives_online_total", "gauge drives_online_total"],
  ["sum(rate(drives_online_total[5m]))", "counter drives_online_total"],
  ["delta(x_total[5m])", "gauge x_total"],
  ["x_info", "info x_info"],
  ["x_info > 5", "gauge x_info"],
  ["histogram_quantile(0.9, rate(x[5m]))", "native x"],
  ["histogram_quantile(0.9, sum by (le) (rate(x[5m])))", "counter x"],
  ["histogram_quantile(0.9, sum by (le) (job:x_bucket:sum_rate))", "gauge job:x_bucket:sum_rate"],
  ['x{quantile="0.9"}', "summary x 0.9"],
  ["rate(x_sum[5m]) / rate(x_count[5m])", "summary x"],
  ["x_count", "gauge x_count"],
])("makeFamilies takes %s for what it is used as", ([query, ...expected]) => {
  expect(families(query)).toEqual(expected);
});

test("makeFamilies joins the metrics of a histogram, in the place of the first, with the bounds that queries name", () => {
  expect(families("a", 'rate(x_bucket{le=~"0.5|1"}[5m])', "b", "rate(x_count[5m])")).toEqual([
    "gauge a",
    "histogram x 0.5 1",
    "gauge b",
  ]);
});

test("makeFamilies does not make a histogram of bounds that no client library writes", () => {
  expect(families('rate(x_bucket{le="1.0"}[5m])', "rate(x_count[5m])")).toEqual([
    "counter x_bucket",
    "counter x_count",
  ]);
});

test("makeFamilies believes types that are known", () => {
  const usage = emptyUsage();
  const parsed = parseExpression("rate(x[5m])");
  if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  expect(makeFamilies(usage, new Map([["x", "gauge"]])).map(({ kind }) => kind)).toEqual(["gauge"]);
});

test.for<[name: string, queries: string[], ...expected: string[]]>([
  [
    "buckets and a native histogram are one, written both ways",
    ["histogram_quantile(0.9, rate(x_bucket[5m]))", "histogram_count(rate(x[5m]))"],
    "histogram x (both)",
  ],
  ["a gauge stands beside buckets", ["x > 0", "rate(x_bucket[5m])"], "gauge x", "histogram x"],
  [
    "quantiles stand beside buckets, which have the sum",
    ['x{quantile="0.9"}', "rate(x_bucket[5m])", "rate(x_sum[5m]) / rate(x_count[5m])"],
    "gauge x",
    "histogram x",
  ],
  [
    "sum and count stand beside a gauge",
    ["x", "rate(x_sum[5m]) / rate(x_count[5m])"],
    "gauge x",
    "counter x_sum",
    "counter x_count",
  ],
  [
    "a total, and when it began",
    ["x", "rate(x_total[5m])", "x_created"],
    "gauge x",
    "counter x_total",
    "gauge x_created",
  ],
  [
    "a count has buckets of its own",
    ["rate(x_bucket[5m])", "rate(x_count_bucket[5m])", "x_count"],
    "histogram x",
    "histogram x_count",
  ],
  [
    "a sum with quantiles is none of a summary",
    ['x{quantile="0.9"}', 'x_sum{quantile="0.9"}'],
    "gauge x",
    "counter x_sum",
  ],
])("makeFamilies never has two that make one series: %s", ([, queries, ...expected]) => {
  expect(families(...queries)).toEqual(expected);
});

test("makeFamilies does not take a gauge for the histogram that is known by its name", () => {
  const usage = emptyUsage();
  for (const expr of ["x", "rate(x_bucket[5m])"]) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  expect(makeFamilies(usage, new Map([["x", "histogram"]])).map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    "gauge x",
    "histogram x",
  ]);
});

test("makeFamilies goes by types that are known: sums alone are a histogram's, or counters of their own", () => {
  const usage = emptyUsage();
  for (const expr of ["rate(x_sum[5m]) / rate(x_count[5m])", "rate(y_sum[5m]) / rate(y_count[5m])", "z_count"]) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  const types = new Map([
    ["x_sum", "counter"],
    ["x_count", "counter"],
    ["y", "histogram"],
    ["z", "summary"],
  ] as const);
  expect(makeFamilies(usage, types).map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    "counter x_sum",
    "counter x_count",
    "histogram y",
    "summary z",
  ]);
});

test("makeFamilies takes a metric with a label quantile for a gauge where it is known to be one", () => {
  const usage = emptyUsage();
  for (const expr of ['wait_ms{quantile="0.95"}', 'other_ms{quantile="0.95"}']) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  const made = makeFamilies(usage, new Map([["wait_ms", "gauge"]]));
  const shown = made.map(({ name, kind, use }) => `${kind} ${name} ${[...use.labels].join(" ")}`.trim());
  expect(shown).toContain("gauge wait_ms quantile");
  expect(shown.some((one) => one.startsWith("summary other_ms"))).toBe(true);
});
