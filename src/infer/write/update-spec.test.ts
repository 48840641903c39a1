import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { inferSpec } from "../infer-spec.ts";
import { readOverrides } from "../levels/overrides.ts";
import { updateSpec } from "./update-spec.ts";

const nowMs = Date.UTC(2026, 10, 24);

async function infer(exprs: readonly string[], spec = "") {
  const panels = exprs.map((expr, id) => ({
    id,
    type: "timeseries",
    title: `P${id}`,
    datasource: { type: "prometheus" },
    targets: [{ refId: "A", expr }],
  }));
  return inferSpec([readDashboard(JSON.stringify({ title: "Shop", panels }), { file: "shop.json" })], {
    nowMs,
    overrides: readOverrides(spec),
  });
}

const mine = `version: 1 # mine
# the shop
metrics:
  - name: orders_total   # counted by hand
    type: counter
    series:
      - {labels: {code: "200"}, rate: 5}

  # the queue
  - name: queue_length
    type: gauge
    series:
    - labels: {queue: mail}
      value: 3
# the end
infer:
  skip: [unwanted]
`;

/** Every line of the first text stands in the second, in order. */
function keeps(before: string, after: string): boolean {
  const lines = after.split("\n");
  let at = 0;
  return before.split("\n").every((line) => {
    at = lines.indexOf(line, at) + 1;
    return at > 0;
  });
}

test("updateSpec adds a metric that is missing and keeps every line of a person", async () => {
  const { text, added } = updateSpec(mine, await infer(["queue_length", "workers"], mine), {
    file: "data.yaml",
    nowMs,
  });
  expect(added).toEqual(["workers"]);
  expect(keeps(mine, text)).toBe(true);
  expect(parseSpec(text, { file: "data.yaml" }).metrics.map(({ metadata }) => metadata.name)).toEqual([
    "orders_total",
    "queue_length",
    "workers",
  ]);
});

test("updateSpec adds series for what a query selects and the metric has not", async () => {
  const { text, extended } = updateSpec(
    mine,
    await infer(['rate(orders_total{code="500"}[5m])', 'queue_length{queue="mail"}'], mine),
    {
      file: "data.yaml",
      nowMs,
    },
  );
  expect(extended).toEqual(["orders_total"]);
  expect(keeps(mine, text)).toBe(true);
  expect(text).toMatch(/code: "200".*\n.*code: "500"/);
});

test("updateSpec changes nothing where nothing is missing, and nothing the second time", async () => {
  const inferred = await infer(["queue_length", "workers"], mine);
  const once = updateSpec(mine, inferred, { file: "data.yaml", nowMs }).text;
  expect(updateSpec(once, inferred, { file: "data.yaml", nowMs })).toEqual({ text: once, added: [], extended: [] });
});

test("updateSpec leaves out what the section infer skips", async () => {
  const { added } = updateSpec(mine, await infer(["unwanted", "wanted"], mine), { file: "data.yaml", nowMs });
  expect(added).toEqual(["wanted"]);
});

test("updateSpec adds to a spec in JSON, which stays JSON", async () => {
  const json = JSON.stringify(
    { version: 1, metrics: [{ name: "queue_length", type: "gauge", series: [{ value: 3 }] }] },
    null,
    2,
  );
  const { text } = updateSpec(json, await infer(["workers"]), { file: "data.json", nowMs });
  expect(JSON.parse(text).metrics.map(({ name }: { name: string }) => name)).toEqual(["queue_length", "workers"]);
});

test("readOverrides takes as many aliases as a data spec may have", () => {
  const skip = Array.from({ length: 500 }, () => "*name").join(", ");
  const text = `version: 1\nmetrics: []\ninfer: {labels: {a: [&name x]}, skip: [${skip}]}\n`;
  expect([...readOverrides(text).skip]).toEqual(["x"]);
});

test("readOverrides sets types, labels and levels", async () => {
  const section =
    "version: 1\nmetrics: []\ninfer:\n  types: {queue_length: counter}\n  labels: {queue: [mail, print]}\n  levels: {queue_length: {min: 1, max: 2}}\n";
  const { metrics } = await infer(["sum by (queue) (queue_length)"], section);
  expect(metrics[0]!.kind).toBe("counter");
  expect(new Set(metrics[0]!.series.map(({ labels }) => labels.get("queue")))).toEqual(new Set(["mail", "print"]));
});

test("updateSpec puts series of the last metric before a metric that it adds", async () => {
  const spec = "version: 1\nmetrics:\n  - name: a\n    type: gauge\n    series:\n      - {value: 1}\n";
  const { text, added, extended } = updateSpec(spec, await infer(['a{code="500"}', "rate(b_total[5m])"]), {
    file: "spec.yaml",
    nowMs,
  });
  expect({ added, extended }).toEqual({ added: ["b_total"], extended: ["a"] });
  const names = parseSpec(text, { file: "spec.yaml" }).metrics.map(({ metadata, entries }) => [
    metadata.name,
    entries.length,
  ]);
  expect(names).toEqual([
    ["a", 4],
    ["b_total", expect.any(Number)],
  ]);
});

test("updateSpec writes series as the kind that the metric has in the spec, or not at all", async () => {
  const spec =
    "version: 1\nmetrics:\n  - name: a\n    type: gauge\n    series:\n      - {value: 1}\n" +
    "  - name: b\n    type: gauge\n    series:\n      - {value: 1}\n";
  const inferred = await infer(['rate(a{code="500"}[5m])', 'histogram_count(rate(b{code="500"}[5m]))']);
  const { text, extended } = updateSpec(spec, inferred, { file: "spec.yaml", nowMs });
  expect(extended).toEqual(["a"]);
  expect(text).toContain('{labels: {code: "500", instance: "host-1:9100", job: checkout}, value: ');
});

test("updateSpec adds the causes that what it adds uses", async () => {
  const text = `version: 1
signals:
  day: {value: 0.5}
metrics:
  - {name: queue_length, type: gauge, series: [{value: {signal: day}}]}
`;
  const inferred = await infer(["queue_length", "workers"]);
  const signal = { mul: [{ signal: "day" }, { signal: "load" }] };
  const causes = [
    { name: "day", per: [], value: 1 },
    { name: "load", per: [], value: { signal: "day" } },
    { name: "other", per: [], value: 1 },
  ];
  const metrics = inferred.metrics.map((metric) => ({
    ...metric,
    series: metric.series.map((one) => ({ ...one, signal: { form: "course" as const, signal, factor: 2 } })),
    causes,
  }));
  const updated = updateSpec(text, { ...inferred, signals: causes.slice(0, 2), metrics }, { file: "data.yaml", nowMs });
  expect(keeps(text, updated.text)).toBe(true);
  const { signals } = parseSpec(updated.text, { file: "data.yaml" });
  expect(signals.map(({ name, value }) => [name, value.type])).toEqual([
    ["load", "signal"],
    ["day", "constant"],
  ]);
});
