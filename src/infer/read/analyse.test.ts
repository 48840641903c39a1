import { expect, test } from "vitest";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "./analyse.ts";
import type { QueryPlace } from "./surroundings.ts";
import { emptyUsage, type MetricUse } from "./usage.ts";

function analyse(expr: string, place: Partial<QueryPlace> = {}, usage = emptyUsage()) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set(), ...place });
  const metric = (name: string): MetricUse => usage.metrics.get(name)!;
  return { usage, metric, labels: (name: string) => [...metric(name).labels].sort() };
}

/** Selectors as text: `+mode="idle"`; with a minus where they must not select everything. */
function selectors({ selectors }: MetricUse) {
  return [...selectors.values()].map(
    ({ conditions, removes }) =>
      `${removes ? "-" : "+"}${conditions.map(({ name, op, value }) => `${name}${op}"${value}"`).join(",")}`,
  );
}

test("analyseExpression keeps a selector with its conditions, and what asks for it", () => {
  const { usage, metric } = analyse('rate(cpu_total{mode="idle",job=~"a|b"}[5m])', { user: "CPU", unit: "percent" });
  expect([...usage.metrics.keys()]).toEqual(["cpu_total"]);
  expect(selectors(metric("cpu_total"))).toEqual(['+mode="idle",job=~"a|b"']);
  expect(metric("cpu_total")).toMatchObject({
    labels: new Set(["mode", "job"]),
    functions: new Set(["rate"]),
    users: new Set(["CPU"]),
    units: new Set(["percent"]),
    plain: true,
  });
  expect(usage.labels.get("mode")?.conditions.get("=idle")).toEqual({
    condition: { name: "mode", op: "=", value: "idle" },
    count: 1,
  });
});

test("analyseExpression takes from variables the label, and no condition", () => {
  const { usage, metric, labels } = analyse('up{job="$job",instance=~"[[host]]"} + $metric');
  expect([labels("up"), selectors(metric("up"))]).toEqual([["instance", "job"], ["+"]]);
  expect([...usage.metrics.keys(), ...usage.labels.keys()]).toEqual(["up"]);
});

test.for<[expr: string, labels: readonly string[]]>([
  ["sum by (a, b) (x)", ["a", "b"]],
  ["sum by (a) (x) and on (b) y", ["a"]],
  ["sum without (a) (x)", ["a", "shown"]],
  ["topk by (a) (3, x)", ["a", "shown"]],
  ['label_replace(x, "shown", "$1", "from", "(.*)")', ["from"]],
  ['label_join(x, "shown", "-", "a", "b")', ["a", "b"]],
  ["x * on (a) y", ["a"]],
  ["x * on (a) group_left (shown) y", ["a"]],
  ["x * ignoring (a) y", ["shown"]],
  ["clamp_max(y, scalar(x))", []],
])("analyseExpression knows which labels of x the query %s uses under a legend {{shown}}", ([expr, expected]) => {
  expect(analyse(expr, { needs: new Set(["shown"]) }).labels("x")).toEqual(expected);
});

test("analyseExpression looks for the labels of group_left on the side of one", () => {
  const { metric, labels } = analyse("x * on (a) group_left (node) info", { needs: new Set(["shown"]) });
  expect([labels("x"), labels("info")]).toEqual([
    ["a", "shown"],
    ["a", "node"],
  ]);
  expect(metric("info").unique).toEqual([{ conditions: [], labels: new Set(["a"]), ignored: new Set() }]);
  expect(metric("x").unique).toEqual([]);
});

test.for<[expr: string, all: readonly object[]]>([
  ["x > 5", [{ op: ">", value: 5 }]],
  ["5 > x", [{ op: "<", value: 5 }]],
  ["x == bool -1", [{ op: "==", value: -1, free: true }]],
  ["(x == bool -1) > 0", [{ op: "==", value: -1 }]],
  [
    "(x > 1) < 9",
    [
      { op: ">", value: 1 },
      { op: "<", value: 9 },
    ],
  ],
  ["max(x) >= (2)", [{ op: ">=", value: 2 }]],
  ["max_over_time(x[1h]) != 3", [{ op: "!=", value: 3 }]],
])("analyseExpression compares the value of x in %s", ([expr, all]) => {
  const { metric } = analyse(expr);
  expect(metric("x").comparisons).toEqual([{ conditions: [], all }]);
  expect(metric("x").plain).toBe(false);
});

test.for(["count(x) > 5", "rate(x[5m]) > 5", "x > y", "x + 5"])(
  "analyseExpression does not compare x itself in %s",
  (expr) => {
    const { metric } = analyse(expr);
    expect([metric("x").comparisons, metric("x").plain]).toEqual([[], true]);
  },
);

test("analyseExpression does not want an alert's comparison to hold", () => {
  const { metric } = analyse("up == 0", { ignoresComparisons: true });
  expect([metric("up").comparisons, metric("up").plain]).toEqual([[], true]);
});

test.for([
  ["time() - x", "time-"],
  ["x - time()", "-time"],
  ["x > time()", "time-"],
  ["abs(x)", "abs"],
  ["deriv(x[5m])", "deriv"],
] as const)("analyseExpression names the use of x in %s", ([expr, name]) => {
  expect([...analyse(expr).metric("x").functions]).toEqual([name]);
});

test("analyseExpression tells classic buckets from native histograms", () => {
  const classic = analyse("histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))").metric("x_bucket");
  expect([[...classic.labels], classic.functions.has("native")]).toEqual([["le"], false]);
  const native = analyse("histogram_quantile(0.9, sum(rate(x[5m])))").metric("x");
  expect([[...native.labels], native.functions.has("native")]).toEqual([[], true]);
});

test("analyseExpression carries conditions over to the other side of an operation, where the label is matched", () => {
  const carried = analyse('a{job="api",mode="idle"} / on (job) b{zone="1"}');
  expect(selectors(carried.metric("b"))).toEqual(['+zone="1",job="api"']);
  expect(selectors(carried.metric("a"))).toEqual(['+job="api",mode="idle"']);
  expect(selectors(analyse('a{job="api"} or b').metric("b"))).toEqual(["+"]);
});

test("analyseExpression knows that the right side of unless must not select everything", () => {
  const { metric } = analyse('a unless b{down="1"}');
  expect([selectors(metric("a")), selectors(metric("b"))]).toEqual([["+"], ['-down="1"']]);
});

test("analyseExpression knows which metrics must have the same labels, or exactly some", () => {
  expect(analyse("a / b").metric("a").sameLabels).toEqual([{ other: "b", ignored: new Set() }]);
  expect(analyse("a / ignoring (x) sum by (job) (b)").metric("a").exact).toEqual(new Set(["job", "x"]));
  const two = analyse("sum by (job, a) (x) / sum by (job, b) (y)");
  expect([two.metric("x").lacks, two.metric("y").lacks]).toEqual([new Set(["a"]), new Set(["b"])]);
});

test("analyseExpression sees that label_replace renames a label, and where a join takes its value from", () => {
  const { usage, metric } = analyse('label_replace(x, "pod", "$1", "pod_name", "(.*)") * on (pod) y');
  expect([...usage.aliases]).toEqual([["pod", "pod_name"]]);
  expect(metric("x").copies).toEqual([{ source: "pod_name", target: "pod", regex: "(.*)" }]);
  expect(metric("y").copies).toEqual([]);
});

test("analyseExpression takes known metrics for a regex of names, and makes one up where none is known", () => {
  const usage = emptyUsage();
  analyse("node_load1 + node_load5 + other", {}, usage);
  analyse('{__name__=~"node_.*"}', { user: "Regex" }, usage);
  expect([...usage.metrics.values()].map(({ users }) => users.has("Regex"))).toEqual([true, true, false]);
  expect([...analyse('{__name__=~"a|b"}').usage.metrics.keys()]).toEqual(["a", "b"]);
  expect([...analyse('{__name__=~"disk_.+"}').usage.metrics.keys()]).toEqual(["disk_metric_a"]);
});

test("analyseExpression stops where there are no more steps, and keeps what it has read", () => {
  const usage = emptyUsage();
  const parsed = parseExpression(`max(${Array.from({ length: 60 }, (_, i) => `m${i}`).join(" or ")})`);
  const place = { user: "Panel", needs: new Set<string>() };
  expect(
    attemptWork(new Work(300), () => analyseExpression(usage, parsed.ok ? parsed.root : null!, place)),
  ).toBeUndefined();
  expect(usage.metrics.size).toBeGreaterThan(0);
  expect(usage.metrics.size).toBeLessThan(60);
});

test("analyseExpression notes where only what grows is shown", () => {
  const events = (expr: string, place: Partial<QueryPlace> = {}) => analyse(expr, place).metric("x").events;
  expect(events('sum by (a) (increase(x{b="c"}[1m])) > 0')).toEqual([[{ name: "b", op: "=", value: "c" }]]);
  for (const expr of ["increase(x[1m])", "x > 0", "increase(x[1m]) > bool 0", "rate(x[1m]) > 5", "rate(x[1m]) / y > 0"])
    expect(events(expr)).toEqual([]);
  expect(events("rate(x[1m]) > 0", { ignoresComparisons: true })).toEqual([]);
  expect(events("sum(rate(y[1m])) / sum(rate(x[1m])) * 1e3")).toEqual([[]]);
  expect(events("sum(rate(x[1m])) / sum(rate(y[1m]))")).toEqual([]);
});
