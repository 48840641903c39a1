import { expect, test } from "vitest";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { inferSpec } from "../infer-spec.ts";
import { renderSpec } from "../write/render.ts";
import { fromMetricsPage, levelOf } from "./from-metrics-page.ts";

const nowMs = Date.UTC(2026, 10, 24);

const page = `# HELP orders_total Orders "taken".
# TYPE orders_total counter
orders_total{code="200",shop="a\\"b"} 1027 1395066363000
orders_total{code="500",shop="x"} 3
# TYPE reply_seconds histogram
reply_seconds_bucket{le="0.1"} 5
reply_seconds_bucket{le="+Inf"} 9
reply_seconds_sum 4.5
reply_seconds_count 9
# TYPE queue_length gauge
queue_length 40
no value here
`;

test("fromMetricsPage reads names, types, help, labels, buckets and the level of gauges", () => {
  const found = new Map(fromMetricsPage(page, { file: "metrics" }).map((metric) => [metric.name, metric]));
  expect(found.get("orders_total")).toMatchObject({ kind: "counter", help: 'Orders "taken".' });
  expect(found.get("orders_total")!.labels.get("shop")).toEqual(['a"b', "x"]);
  expect(found.get("reply_seconds")).toMatchObject({ kind: "histogram", buckets: [0.1] });
  expect(found.get("queue_length")!.level).toEqual({ min: 36, max: 44 });
});

test("fromMetricsPage refuses a text without metrics", () => {
  expect(() => fromMetricsPage("<html></html>", { file: "index.html" })).toThrow(/index\.html: no metrics/);
});

test("inferSpec makes a valid spec of a metrics page alone", async () => {
  const spec = await inferSpec([], { nowMs, known: fromMetricsPage(page, { file: "metrics" }) });
  const document = parseSpec(renderSpec(spec), { file: "data.yaml" });
  expect(document.metrics.map(({ metadata }) => metadata.name)).toEqual([
    "orders_total",
    "queue_length",
    "reply_seconds",
  ]);
});

test.for([
  ["a histogram of nothing but +Inf", '# TYPE h histogram\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n'],
  ["a summary without quantiles", "# TYPE s summary\ns_sum 3\ns_count 2\n"],
  ["a help of 10,000 characters", `# HELP m ${"x".repeat(10_000)}\n# TYPE m gauge\nm 1\n`],
  ["a label's value of 50,000 characters", `m{a="${"x".repeat(50_000)}"} 1\n`],
] as const)("inferSpec makes a valid spec of a metrics page with %s", async ([, text]) => {
  const spec = await inferSpec([], { nowMs, known: fromMetricsPage(text, { file: "metrics" }) });
  expect(parseSpec(renderSpec(spec), { file: "data.yaml" }).metrics).toHaveLength(1);
});

test("fromMetricsPage reads escapes, infinities and series without labels, and takes no level from a counter", () => {
  const text = 'm{a="x\\ny\\\\"} +Inf\n# TYPE n gauge\nn 5\n# TYPE c_total counter\nc_total 7\n';
  const found = new Map(fromMetricsPage(text, { file: "m" }).map((metric) => [metric.name, metric]));
  expect(found.get("m")!.labels.get("a")).toEqual(["x\ny\\"]);
  expect(found.get("m")!.level).toBeUndefined();
  // A tenth around the median.
  expect(found.get("n")!.level).toEqual({ min: 4.5, max: 5.5 });
  expect(found.get("c_total")).toMatchObject({ kind: "counter", level: undefined });
});

test("levelOf spreads values around their median, lower and upper by a tenth", () => {
  expect(levelOf([])).toBeUndefined();
  expect(levelOf([10, 1000, 20])).toEqual({ min: 18, max: 22 });
});
