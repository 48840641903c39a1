import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { inferParts } from "./infer-parts.ts";
import { InferWork } from "./infer-work.ts";
import { noOverrides } from "./levels/overrides.ts";
import { readForInference } from "./read/read-usage.ts";
import type { InferredMetric } from "./series/model.ts";

const datasource = { type: "prometheus", uid: "p" };

function board(title: string, exprs: readonly string[], variables: readonly object[] = []) {
  const panels = exprs.map((expr, id) => ({
    id,
    type: "timeseries",
    title: `${title} ${id}`,
    datasource,
    targets: [{ refId: "A", expr }],
  }));
  const list = variables.map((variable) => ({ type: "query", datasource, ...variable }));
  const text = JSON.stringify({ title, panels, templating: { list } });
  return readForInference(readDashboard(text, { file: `${title}.json` }));
}

function infer(...dashboards: readonly ReturnType<typeof board>[]) {
  return inferParts(dashboards, {
    nowMs: Date.UTC(2026, 10, 24),
    stepMs: 15_000,
    historyMs: 3_600_000,
    targetSeries: 150,
    known: [],
    rules: [],
    overrides: noOverrides,
    answered: [],
    work: new InferWork(dashboards.length),
  });
}

const seriesOf = (metrics: readonly InferredMetric[], name: string) =>
  metrics
    .find((metric) => metric.name === name)
    ?.series.map(({ labels, signal }) => [Object.fromEntries(labels), signal]);

const hosts = board(
  "Hosts",
  ['node_load1{job="$job",instance="$node"}', 'node_boot_time_seconds{job="$job"}'],
  [
    { name: "job", query: "label_values(node_boot_time_seconds, job)" },
    { name: "node", query: 'label_values(node_boot_time_seconds{job="$job"}, instance)' },
  ],
);
const deliveries = board("Deliveries", ['sum by (app) (argocd_app_info{job="argocd-server-metrics"})', "queue_length"]);

test("inferParts gives each dashboard the series and values that it has alone", async () => {
  const together = await infer(hosts, deliveries);
  for (const [name, alone] of [
    ["node_load1", await infer(hosts)],
    ["node_boot_time_seconds", await infer(hosts)],
    ["argocd_app_info", await infer(deliveries)],
    ["queue_length", await infer(deliveries)],
  ] as const)
    expect(seriesOf(together, name)).toEqual(seriesOf(alone, name));
});

test("inferParts infers a dashboard again where a metric of its is of another kind for a second one", async () => {
  const metrics = await infer(board("A", ["jobs_done"]), board("B", ["rate(jobs_done[5m])"]));
  expect(metrics.map(({ name, kind }) => [name, kind])).toEqual([["jobs_done", "counter"]]);
});

test("inferParts makes data for the value that a variable has among the series of all dashboards", async () => {
  const list = [{ name: "job", query: "label_values(up, job)" }];
  const metrics = await infer(board("A", ['work{job="$job"}'], list), board("B", ['up{job="a-first"}']));
  expect(seriesOf(metrics, "work")?.map(([labels]) => (labels as { job: string }).job)).toContain("a-first");
});
