import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { rewriteForPreview } from "../dashboard/rewrite/rewrite.ts";
import type { QueryAnswer } from "../templating/backend.ts";
import { checkDashboard } from "./check-dashboard.ts";
import { previewInput } from "./preview-input.ts";

const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };
const source = readDashboard(
  JSON.stringify({
    title: "T",
    panels: [
      { id: 1, type: "timeseries", title: "Fine", targets: [{ refId: "A", expr: "rate(x{job='$job'}[5m])" }] },
      { id: 2, type: "timeseries", title: "Broken", targets: [{ refId: "A", expr: "sum(x" }] },
      { id: 3, type: "text", title: "Words" },
    ],
    templating: { list: [{ name: "job", type: "query", query: "label_values(x, job)" }] },
  }),
  { file: "t.json" },
);
const preview = rewriteForPreview(source, {
  uid: "dp-1",
  key: "pr-1",
  dataSource: { uid: "p", type: "prometheus", name: "Prometheus" },
  isolation,
});

const isolated = `label_values(x{dashpreview="${isolation.value}"}, job)`;
const answerWith = (answer: QueryAnswer) => ({ instant: async () => answer, range: async () => answer });

test("previewInput runs what the preview has, and shows what its source has", () => {
  const { queries, variables, panels, dashboard } = previewInput(preview, isolation);
  expect(queries.map(({ panelTitle, originalExpr }) => [panelTitle, originalExpr])).toContainEqual([
    "Fine",
    "rate(x{job='$job'}[5m])",
  ]);
  expect(queries.find(({ panelTitle }) => panelTitle === "Fine")!.expr).toContain(`dashpreview="${isolation.value}"`);
  expect(variables).toMatchObject([{ name: "job" }]);
  expect(variables[0]!.query).toContain(isolation.value);
  expect(panels!.map(({ title }) => title)).toEqual(["Fine", "Broken", "Words"]);
  expect(dashboard).toEqual({ title: preview.title, uid: "dp-1" });
});

test("previewInput makes an error of a query that could not be isolated, without running it", () => {
  const { queries } = previewInput(preview, isolation);
  const broken = queries.filter((query) => query.broken !== undefined);
  expect(broken).toMatchObject([
    { panelTitle: "Broken", originalExpr: "sum(x", broken: expect.stringContaining("ends too early") },
  ]);
});

test("previewInput lets findings show a variable's query as its source has it", async () => {
  const nothing = async () => [];
  const backend = { labelNames: nothing, labelValues: nothing, series: nothing, ...answerWith({ series: [] }) };
  const window = { fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 };
  const { findings } = await checkDashboard({ ...previewInput(preview, isolation), backend, window });
  expect(findings).toContainEqual(
    expect.objectContaining({ variable: "job", state: "empty", expr: "label_values(x, job)" }),
  );
  const unmarked = previewInput({ ...preview, originals: new Map([[isolated, "as written"]]) }, undefined);
  const again = await checkDashboard({ ...unmarked, backend, window });
  expect(again.findings).toContainEqual(expect.objectContaining({ variable: "job", expr: "as written" }));
});

test("previewInput tells refused queries of panels with one id and title apart, with or without an id", () => {
  const panel = (id: number | undefined, expr: string) => {
    return { id, type: "stat", title: "Same", targets: [{ refId: "A", expr }] };
  };
  const exprs = ["x", "sum(x", "y", "max(y", "min(z"];
  const ids = [5, 5, 5, 5, undefined];
  const panels = exprs.map((expr, index) => panel(ids[index], expr));
  const same = rewriteForPreview(readDashboard(JSON.stringify({ title: "T", panels }), { file: "t.json" }), {
    ...{ uid: "dp-1", key: "pr-1", isolation },
    dataSource: { uid: "p", type: "prometheus", name: "Prometheus" },
  });
  const { queries } = previewInput(same, isolation);
  expect(queries.map(({ originalExpr }) => originalExpr)).toEqual(exprs);
  expect(queries.map(({ broken }) => broken !== undefined)).toEqual([false, true, false, true, true]);
});
