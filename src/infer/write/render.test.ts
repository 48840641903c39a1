import { expect, test } from "vitest";
import { planSpec } from "../../data-spec/plan/plan.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import type { InferredMetric, InferredSeries, InferredSpec } from "../series/model.ts";
import { renderMetric, renderSeries, renderSpec } from "./render.ts";

const series = (labels: Record<string, string>, value = 1): InferredSeries => ({
  labels: new Map(Object.entries(labels)),
  index: 0,
  signal: { form: "constant", value },
});

const metric = (name: string, more: Partial<InferredMetric> = {}): InferredMetric => ({
  name,
  kind: "gauge",
  help: undefined,
  series: [series({ job: "api" })],
  users: [],
  needs: [],
  observe: undefined,
  buckets: [],
  quantiles: [],
  ...more,
});

const spec = (metrics: readonly InferredMetric[], titles: readonly string[] = []): InferredSpec => ({
  titles,
  signals: [],
  metrics,
  stepMs: 15_000,
  historyMs: 21_600_000,
});

test("renderSpec puts causes before the metrics", () => {
  const course = { form: "course", signal: { signal: "load" }, factor: 120 } as const;
  const load = metric("x", { kind: "counter", series: [{ ...series({ pod: "a" }), signal: course }], unit: "seconds" });
  const day = { name: "day", per: [], value: { wave: { min: 0.4, max: 1, period: "24h", peak: "14:00" } } };
  const text = renderSpec({
    ...spec([load]),
    signals: [day, { name: "load", per: ["pod"], value: { signal: "day" } }],
  });
  expect(text).toContain(
    [
      "signals:",
      '  day: {value: {wave: {min: 0.4, max: 1, period: 24h, peak: "14:00"}}}',
      "  load: {per: [pod], value: {signal: day}}",
      "metrics:",
    ].join("\n"),
  );
  expect(text).toContain(
    "    unit: seconds\n    series:\n      - {labels: {pod: a}, rate: {mul: [120, {signal: load}]}}",
  );
  expect(parseSpec(text, { file: "x" }).signals.map(({ name }) => name)).toEqual(["day", "load"]);
});

test("renderSpec groups metrics by what their names begin with, in alphabetical order", () => {
  expect(renderSpec(spec([metric("shop_b"), metric("node_a"), metric("shop_a")], ["Shop"])).split("\n")).toEqual([
    "# Inferred by dashpreview from Shop.",
    "# Edit freely: `dashpreview infer --update` adds what is missing and changes nothing that stands here.",
    "version: 1",
    "step: 15s",
    "history: 6h",
    "metrics:",
    "",
    "  # node",
    "  - name: node_a",
    "    type: gauge",
    "    series:",
    "      - {labels: {job: api}, value: 1}",
    "",
    "  # shop",
    "  - name: shop_a",
    "    type: gauge",
    "    series:",
    "      - {labels: {job: api}, value: 1}",
    "  - name: shop_b",
    "    type: gauge",
    "    series:",
    "      - {labels: {job: api}, value: 1}",
    "",
  ]);
});

test("renderMetric names four panels that need a metric, and counts the others", () => {
  const users = ["A", "", "C\n# x", "D", "E", "F"];
  expect(renderMetric(metric("up", { users }))[0]).toBe("  # for A, a panel without a title, C # x, D and 2 more");
});

test("renderMetric writes help, buckets and quantiles, and a native histogram as one", () => {
  const observe = { p50: 0.1, p99: 1 };
  expect(renderMetric(metric("h", { kind: "histogram", observe, buckets: [0.1, 1], help: "Time: taken" }))).toEqual([
    "  - name: h",
    "    type: histogram",
    '    help: "Time: taken"',
    "    buckets: [0.1, 1]",
    "    series:",
    expect.stringMatching(/^ {6}- \{labels: \{job: api\}, rate: 1, observe: \{lognormal: \{p50: .*, p99: .*\}\}\}$/),
  ]);
  expect(renderMetric(metric("n", { kind: "native", observe })).slice(0, 4)).toEqual([
    "  - name: n",
    "    type: histogram",
    "    native: true",
    "    series:",
  ]);
  expect(renderMetric(metric("s", { kind: "summary", quantiles: [0.5, 0.9] }))).toContain("    quantiles: [0.5, 0.9]");
});

test("renderSeries writes info metrics without a value, and series that differ in one label as a list", () => {
  expect(renderSeries(metric("i", { kind: "info" }))).toEqual(["{labels: {job: api}}"]);
  expect(renderSeries(metric("m", { series: [series({ a: "1", b: "x" }), series({ a: "2", b: "x" })] }))).toEqual([
    '{labels: {a: ["1", "2"], b: x}, value: 1}',
  ]);
});

test.for(["true", "no", "1", "5m", "a: b", "{1..3}", "\\{1..3}", '"', "#", " ", "\u2028", "é", "/metrics", "null"])(
  "renderSpec writes the label value %j so that it is read again",
  (value) => {
    const text = renderSpec(spec([metric("m", { series: [series({ a: value, b: "x" })] })]));
    const { definitions } = planSpec(parseSpec(text, { file: "x.yaml" }), { nowMs: 1.8e12 });
    expect(definitions.map(({ labels }) => Object.fromEntries(labels))).toEqual([{ a: value, b: "x" }]);
  },
);
