import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { parseSpec } from "../data-spec/read/parse.ts";
import type { LoadedSpec } from "./files/load-spec.ts";
import type { Inputs } from "./inputs.ts";
import { validate } from "./validate.ts";

const nowMs = Date.UTC(2026, 10, 24);
const spec: LoadedSpec = {
  file: "a.data.yaml",
  document: parseSpec(
    "version: 1\nstep: 1m\nhistory: 1h\nmetrics: [{name: up, type: gauge, series: [{labels: {job: [a, b]}, value: 1}]}]\n",
    { file: "a.data.yaml" },
  ),
};

function inputs(targets: readonly object[], given: readonly LoadedSpec[] = [spec]): Inputs {
  const panels = [{ id: 1, type: "timeseries", title: "P", datasource: { type: "prometheus", uid: "p" }, targets }];
  const source = readDashboard(JSON.stringify({ uid: "shop", title: "Shop", schemaVersion: 39, panels }), {
    file: "a.json",
  });
  return { dashboards: [{ source, spec: given[0] }], specs: given, warnings: ["before"] };
}

test("validate counts queries, series and samples", async () => {
  const { dashboards, specs, warnings } = await validate(inputs([{ refId: "A", expr: "up" }]), {
    nowMs,
    untrusted: false,
  });
  expect(dashboards).toEqual([
    { file: "a.json", title: "Shop", uid: "shop", spec: "a.data.yaml", queries: 1, findings: [] },
  ]);
  expect(specs).toEqual([{ file: "a.data.yaml", series: 2, samples: 120, scenarios: [] }]);
  expect(warnings).toEqual(["before"]);
});

test("validate finds a query that cannot be kept to a preview's series, with its place", async () => {
  const { dashboards } = await validate(inputs([{ refId: "B", expr: "sum(" }], []), { nowMs, untrusted: false });
  expect(dashboards[0]!.spec).toBeUndefined();
  expect(dashboards[0]!.findings).toEqual([
    expect.objectContaining({ panel: "P", panelId: 1, refId: "B", state: "error", code: "not-isolated", expr: "sum(" }),
  ]);
});

test("validate stops when it is interrupted", async () => {
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(validate(inputs([]), { nowMs, untrusted: false, signal })).rejects.toThrow("stopped");
});
