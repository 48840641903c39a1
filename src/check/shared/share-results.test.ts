import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { rewriteForPreview } from "../../dashboard/rewrite/rewrite.ts";
import { checkDashboard } from "../check-dashboard.ts";
import { previewInput } from "../preview-input.ts";
import { failOn } from "../result.ts";
import { checkRun } from "../testing/check-run.ts";
import { hourly } from "../testing/explain-context.ts";

const dashboardSource = { type: "datasource", uid: "-- Dashboard --" };
const prometheus = { type: "prometheus", uid: "p" };
type Panel = readonly [id: number, title: string, asks: string | number | undefined, rest?: object];

const classic = (panels: readonly Panel[]) => ({
  title: "Shared",
  panels: panels.map(([id, title, asks, rest = {}]) => ({
    ...{ id, title, type: asks === undefined ? "text" : "timeseries" },
    ...(typeof asks === "string" ? { datasource: prometheus, targets: [{ refId: "A", expr: asks }] } : {}),
    ...(typeof asks === "number"
      ? { datasource: dashboardSource, targets: [{ refId: "A", datasource: dashboardSource, panelId: asks }] }
      : {}),
    ...rest,
  })),
});
const v2 = (panels: readonly Panel[]) => ({
  ...{ apiVersion: "dashboard.grafana.app/v2beta1", kind: "Dashboard", metadata: { name: "shared" } },
  spec: {
    ...{ title: "Shared", layout: { kind: "GridLayout", spec: { items: [] } } },
    elements: Object.fromEntries(
      panels.map(([id, title, asks]) => {
        const isShared = typeof asks === "number";
        const query = {
          ...{ kind: "DataQuery", version: "v0", group: isShared ? "datasource" : "prometheus" },
          datasource: { name: isShared ? "-- Dashboard --" : "p" },
          spec: isShared ? { panelId: asks, withTransforms: true } : { expr: asks },
        };
        const queries = asks === undefined ? [] : [{ kind: "PanelQuery", spec: { refId: "A", hidden: false, query } }];
        const data = { kind: "QueryGroup", spec: { queries, transformations: [], queryOptions: {} } };
        const vizConfig = { kind: "VizConfig", group: "timeseries", spec: { options: {}, fieldConfig: {} } };
        return [`panel-${id}`, { kind: "Panel", spec: { id, title, data, vizConfig } }];
      }),
    ),
  },
});

async function check(model: object) {
  const source = readDashboard(JSON.stringify(model), { file: "shared.json" });
  const dataSource = { uid: "p", type: "prometheus", name: "Prometheus" };
  const preview = rewriteForPreview(source, { uid: "dp-1", key: "pr-1", dataSource, isolation: undefined });
  const { backend, window } = checkRun({ answers: { up: [hourly({ job: "a" }, 1), hourly({ job: "b" }, 3)] } });
  const progress: [number, number][] = [];
  const onProgress = (done: number, total: number) => void progress.push([done, total]);
  const result = await checkDashboard({
    ...previewInput(preview, undefined),
    backend,
    window,
    concurrency: 1,
    onProgress,
  });
  return { result, panels: result.panelResults, progress };
}

test.for([
  ["classic", classic],
  ["v2", v2],
] as const)(
  "shareResults gives a panel the numbers of the one that it shows, through chains (%s)",
  async ([, build]) => {
    const { panels, result, progress } = await check(
      build([
        [1, "Copy of the copy", 2],
        [2, "Copy", 100],
        [100, "Source", "up"],
      ]),
    );
    expect(panels).toMatchObject(Array(3).fill({ state: "ok", series: 2, samples: 14, lastValue: 1 }));
    expect(result.findings).toEqual([]);
    expect(result.queries.map(({ sharedFrom }) => sharedFrom)).toEqual([2, 100, undefined]);
    expect(progress.at(-1)).toEqual([3, 3]);
  },
);

test.for([
  ["classic", classic],
  ["v2", v2],
] as const)("shareResults makes a panel empty if its source is (%s)", async ([, build]) => {
  const { panels, result } = await check(
    build([
      [100, "Source", "down"],
      [2, "Copy", 100],
      [3, "Copy of the copy", 2],
    ]),
  );
  expect(panels.map(({ state }) => state)).toEqual(["empty", "empty", "empty"]);
  expect(panels[1]!.reason).toMatch(/^it shows the result of panel "Source": /);
  expect(panels[1]!.code).toBe(panels[0]!.code);
  expect(failOn(result, "empty")).toBe(true);
});

test.for([
  ["a missing panel", [[1, "P", 99]], "panel-missing", "panel 99, which is not among the dashboard's 1 panel"],
  ["no panel", [[1, "P", 0]], "panel-missing", "names none"],
  ["itself", [[1, "P", 1]], "panel-circle", "it shows its own result"],
  [
    "a circle",
    [
      ...([
        [1, "P", 2],
        [2, "Q", 3],
        [3, "R", 1],
      ] as const),
    ],
    "panel-circle",
    'of panel "Q", which leads in a circle',
  ],
] as const)("shareResults makes an error of %s", async ([, panels, code, reason]) => {
  const { panels: results, result } = await check(classic(panels));
  expect(results[0]).toMatchObject({ state: "error", code, reason: expect.stringContaining(reason) });
  expect(results.every(({ state }) => state === "error")).toBe(true);
  expect(failOn(result, "error")).toBe(true);
});

test("shareResults makes a panel empty that shows one without queries", async () => {
  const { panels } = await check(
    classic([
      [1, "Words", undefined],
      [2, "Copy", 1],
    ]),
  );
  expect(panels).toMatchObject([
    { state: "skipped", code: "no-query" },
    { state: "empty", code: "input-empty", reason: 'it shows the result of panel "Words": the panel has no queries' },
  ]);
});

test("shareResults works beside queries of a mixed panel, and with the source's name alone", async () => {
  const targets = [
    { refId: "A", datasource: prometheus, expr: "down" },
    { refId: "B", datasource: dashboardSource, panelId: 1 },
  ];
  const mixed = { datasource: { type: "datasource", uid: "-- Mixed --" }, targets };
  const named = { datasource: "-- Dashboard --", targets: [{ refId: "A", panelId: "1" }] };
  const { panels } = await check(
    classic([
      [1, "Source", "up"],
      [2, "Mixed", "", mixed],
      [3, "Named", "", named],
    ]),
  );
  expect(panels.map(({ state, series }) => [state, series])).toEqual(Array(3).fill(["ok", 2]));
});

test("shareResults ends in a dashboard of panels that all show the next one", async () => {
  const chain = Array.from({ length: 2000 }, (_, at): Panel => [at + 1, `P${at}`, at + 2]);
  const { panels } = await check(classic([...chain, [2001, "Source", "up"]]));
  expect(panels.every(({ state }) => state === "ok")).toBe(true);
});
