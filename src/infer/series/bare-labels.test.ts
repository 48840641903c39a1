import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { emptyUsage } from "../read/usage.ts";
import { addBareLabels } from "./bare-labels.ts";

/** Label names of the first family, sorted. */
function labelsOf(expr: string, known: readonly string[] = []) {
  const usage = emptyUsage();
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  const families = makeFamilies(usage);
  addBareLabels(families, new Set(known));
  return [...families[0]!.use.labels].sort();
}

test("addBareLabels gives metrics without members what every scraped series has", () => {
  expect(labelsOf("node_load1")).toEqual(["instance", "job"]);
  expect(labelsOf('sum by (mode) (rate(node_cpu_seconds_total{job="node"}[5m]))')).toEqual(["instance", "job", "mode"]);
});

test("addBareLabels knows what objects of Kubernetes are told apart by", () => {
  expect(labelsOf("kube_deployment_spec_replicas")).toEqual(["deployment", "namespace"]);
  expect(labelsOf("kube_node_info")).toEqual(["node"]);
  expect(labelsOf("container_memory_rss")).toEqual(["container", "namespace", "pod"]);
});

test("addBareLabels reads the level of a recording rule", () => {
  expect(labelsOf("namespace_pod:cpu:sum")).toEqual(["namespace", "pod"]);
  expect(labelsOf("level_x:cpu:sum")).toEqual([]);
});

test("addBareLabels leaves metrics alone that have members, whose labels are known, or that must have certain ones", () => {
  expect(labelsOf("sum by (pod) (x)")).toEqual(["pod"]);
  expect(labelsOf("x", ["x"])).toEqual([]);
  expect(labelsOf("x / sum by (zone) (y)")).toEqual([]);
});

test("addBareLabels gives a metric one member that a panel shows as its only number", () => {
  const usage = emptyUsage();
  const parsed = parseExpression("build_age_seconds");
  if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  usage.metrics.get("build_age_seconds")!.shownAlone = true;
  const families = makeFamilies(usage);
  addBareLabels(families, new Set());
  expect(families[0]?.use.unique).toEqual([{ conditions: [], labels: new Set(), ignored: new Set() }]);
});
