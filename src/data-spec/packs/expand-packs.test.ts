import { expect, test } from "vitest";
import { packNames, packOf } from "../../packs/packs.ts";
import { planSpec } from "../plan/plan.ts";
import { parseSpec } from "../read/parse.ts";

const nowMs = Date.UTC(2026, 10, 20);

/** The series of a spec with these lines, as text by metric. */
function seriesOf(lines: readonly string[]): Map<string, string[]> {
  const { definitions } = planSpec(parseSpec(["version: 1", ...lines].join("\n"), { file: "spec" }), { nowMs });
  const found = new Map<string, string[]>();
  for (const { name, labels } of definitions) {
    const text = labels.map(([label, value]) => `${label}=${value}`).join(" ");
    found.set(name, [...(found.get(name) ?? []), text]);
  }
  return found;
}

function problemsOf(lines: readonly string[]): string[] {
  try {
    seriesOf(lines);
  } catch (error) {
    return (error as Error).message.split("\n").map((line) => line.trim());
  }
  return [];
}

test("an entry of a pack makes the pack's metrics with the pack's labels", () => {
  const found = seriesOf(["metrics: [{pack: process}]"]);
  expect([...found.keys()].toSorted()).toEqual(
    packOf("process")!
      .metrics.map(({ name }) => name)
      .toSorted(),
  );
  expect(found.get("process_open_fds")).toEqual([
    "instance=api-1:8080 job=api",
    "instance=api-2:8080 job=api",
    "instance=api-3:8080 job=api",
  ]);
});

test("labels of the entry take the place of the pack's; labels of the spec stand on every series", () => {
  const found = seriesOf([
    "labels: {job: mine}",
    'metrics: [{pack: process, only: [process_open_fds], labels: {instance: "b-{1..2}", zone: z}}]',
  ]);
  expect([...found]).toEqual([["process_open_fds", ["instance=b-1 job=mine zone=z", "instance=b-2 job=mine zone=z"]]]);
});

test("a label that only some metrics of the pack have is replaced only there", () => {
  const found = seriesOf([
    'metrics: [{pack: node-exporter, labels: {instance: "a", cpu: "7"}, only: [node_cpu_seconds_total, node_load1]}]',
  ]);
  expect(found.get("node_load1")).toEqual(["instance=a job=node-exporter"]);
  expect(found.get("node_cpu_seconds_total")!.every((text) => text.includes("cpu=7"))).toBe(true);
});

test("what the spec says of a metric wins over the pack", () => {
  const found = seriesOf([
    "metrics:",
    "  - {pack: process, only: [process_open_fds, process_max_fds]}",
    "  - {name: process_max_fds, type: gauge, series: [{value: 3}]}",
  ]);
  expect(found.get("process_max_fds")).toEqual([""]);
  expect(found.get("process_open_fds")).toHaveLength(3);
});

test("a pack that is there twice makes series for the labels of both entries", () => {
  const found = seriesOf([
    "metrics:",
    "  - {pack: process, only: [process_open_fds], labels: {instance: a}}",
    "  - {pack: process, only: [process_open_fds], labels: {instance: b}}",
  ]);
  expect(found.get("process_open_fds")).toEqual(["instance=a job=api", "instance=b job=api"]);
});

test("only takes the wire names of histograms too", () => {
  const [pack, metric] = packNames()
    .flatMap((name) => packOf(name)!.metrics.map((one) => [name, one] as const))
    .find(([, { type }]) => type === "histogram")!;
  const found = seriesOf([`metrics: [{pack: ${pack}, only: [${metric.name}_bucket]}]`]);
  expect([...found.keys()]).toEqual([metric.name]);
});

test("causes of a pack are named after it, only those in use are there, and the spec overrides them", () => {
  const read = (text: string) => parseSpec(text, { file: "spec" }).signals.map(({ name }) => name);
  const entry = "{pack: process, only: [process_open_fds]}";
  expect(read(`{version: 1, metrics: [${entry}]}`).toSorted()).toEqual([
    "process.day",
    "process.level",
    "process.load",
  ]);
  const own = `signals: {process.load: {per: [instance], value: 0.5}}`;
  expect(read(`{version: 1, ${own}, metrics: [${entry}]}`)).toEqual(["process.load"]);
});

test("the spec's own metrics can follow a cause of a pack", () => {
  const found = parseSpec(
    `{version: 1, metrics: [{pack: process, only: [process_max_fds]}, {name: x, type: gauge, series: [
      {labels: {instance: a}, value: {signal: process.load}}]}]}`,
    { file: "spec" },
  );
  expect(found.signals.map(({ name }) => name)).toContain("process.load");
});

test("what is wrong with an entry of a pack is said with its line and column", () => {
  expect(problemsOf(["metrics:", "  - pack: proces"])).toEqual([
    "spec:3:11: there is no pack `proces`; did you mean `process`?",
  ]);
  expect(problemsOf(["metrics:", "  - {pack: process, only: [process_open_fd]}"])).toEqual([
    "spec:3:28: the pack process has no metric `process_open_fd`; did you mean `process_open_fds`?",
  ]);
  expect(problemsOf(["signals: {process.laod: {value: 1}}", "metrics: [{pack: process}]"])).toEqual([
    "spec:2:11: the pack process has no cause `process.laod`; did you mean `process.load`?",
  ]);
  expect(problemsOf(["metrics:", "  - {pack: process, labels: {instance: [a, a]}}"])[0]).toMatch(
    /^spec:3:5: two series of process_\w+ have the same labels: \{instance="a", job="api"\}/,
  );
  expect(problemsOf(["metrics:", "  - {pack: process, labels: {instance: ''}}"])[0]).toMatch(
    /^spec:3:5: signal `process\.\w+` is per `instance`, and this series has no label `instance`/,
  );
});

test("a spec has 100 entries of packs at most", () => {
  const entry = (index: number) => `  - {pack: process, only: [process_max_fds], labels: {instance: "${index}"}}`;
  const lines = (count: number) => ["metrics:", ...Array.from({ length: count }, (_, index) => entry(index))];
  expect(seriesOf(lines(100)).get("process_max_fds")).toHaveLength(100);
  expect(problemsOf(lines(101))).toEqual([
    "spec:103:5: more than 100 entries of packs; name several label values in one",
  ]);
});
