import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PageData, PagePanel } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

const prometheus = { type: "prometheus", uid: "prod" };
const panels = [
  {
    ...{ id: 1, type: "timeseries", title: "Of $job", repeat: "job", maxPerRow: 2, datasource: prometheus },
    gridPos: { x: 0, y: 0, w: 24, h: 8 },
    targets: [{ refId: "A", expr: 'gauge{job="$job"}', legendFormat: "{{pod}} of $job" }],
  },
  {
    ...{ id: 2, type: "stat", title: "Shared", gridPos: { x: 0, y: 8, w: 12, h: 8 } },
    datasource: { uid: "-- Dashboard --" },
    targets: [{ refId: "A", panelId: 3, datasource: { uid: "-- Dashboard --" } }],
  },
  {
    ...{ id: 3, type: "table", title: "Both", datasource: prometheus, gridPos: { x: 12, y: 8, w: 12, h: 8 } },
    targets: [
      { refId: "A", expr: "sum(gauge)", instant: true, range: true },
      { refId: "B", expr: "gauge", hide: true },
    ],
    links: [
      { title: "Runbook of $job", url: "https://example.org/$job" },
      { title: "evil", url: "javascript:alert(1)" },
    ],
  },
  {
    ...{ id: 4, type: "heatmap", title: "Native", datasource: prometheus, gridPos: { x: 0, y: 16, w: 24, h: 8 } },
    targets: [{ refId: "A", expr: "rate(size[5m])", format: "heatmap" }],
  },
  {
    ...{ id: 5, type: "timeseries", title: "Yesterday", datasource: prometheus, timeFrom: "10m", timeShift: "5m" },
    gridPos: { x: 0, y: 24, w: 24, h: 8 },
    targets: [{ refId: "A", expr: "gauge" }],
  },
];
const board = dashboard("Parts", [], {
  panels,
  graphTooltip: 2,
  timezone: "Europe/Berlin",
  links: [{ type: "link", title: "Docs", url: "https://example.org/docs" }],
  templating: {
    list: [
      {
        name: "job",
        type: "query",
        query: "label_values(gauge, job)",
        datasource: prometheus,
        multi: true,
        includeAll: true,
        current: { text: "All", value: "$__all" },
      },
    ],
  },
  annotations: {
    list: [
      {
        ...{ name: "High", datasource: prometheus, enable: true, iconColor: "orange", expr: "high == 1", step: "60s" },
        ...{ titleFormat: "{{job}} is high", tagKeys: "job" },
      },
    ],
  },
});
const spec = `version: 1
step: 15s
history: 30m
metrics:
  - name: gauge
    type: gauge
    series:
      - {labels: {job: api, pod: a}, value: 3}
      - {labels: {job: web, pod: b}, value: 4}
  - name: high
    type: gauge
    series:
      - labels: {job: api}
        value: [{line: {from: 0, to: 0, for: 10m}}, {line: {from: 1, to: 1, for: 5m}}, {line: {from: 0, to: 0, for: 15m}}]
  - name: size
    type: histogram
    native: true
    series: [{labels: {}, rate: 2, observe: {uniform: {min: 1, max: 4}}}]
`;

let folder: string;
let trusted: PageData;
beforeAll(async () => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "a.json"), JSON.stringify(board));
  writeFileSync(join(folder, "a.data.yaml"), spec);
  trusted = await report();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function report(...args: string[]): Promise<PageData> {
  const result = await runCli(["report", "--output", "json", "--at", "2026-01-31T12:00Z", "a.json", ...args], {
    cwd: folder,
    env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
  });
  expect(result.code, result.stderr).toBe(0);
  return result.json<PageData>();
}
const viewOf = (page: PageData) => page.dashboards[0]!.views[0]!;
const titled = (title: string): PagePanel => viewOf(trusted).panels.find((panel) => panel.title === title)!;

test("each copy of a repeated panel has its title, its legend, its values and its place", () => {
  expect([titled("Of api"), titled("Of web")].map(({ key, targets }) => [key, targets[0]!.series[0]!.name])).toEqual([
    ["p1-0/job=api", "a of api"],
    ["p1-0/job=web", "b of web"],
  ]);
  expect(titled("Of web").targets[0]!.series[0]!.values!.at(-1)).toBe(4);
  const { layout } = viewOf(trusted);
  expect(layout.kind === "grid" ? layout.items.slice(0, 2).map(({ x, w }) => [x, w]) : layout).toEqual([
    [0, 12],
    [12, 12],
  ]);
});

test("a query for a range and an instant has both answers, and a hidden one none", () => {
  const [range, instant, hidden] = titled("Both").targets;
  expect(range!.instants!.count).toBe(range!.series[0]!.values!.length);
  expect(new Set(range!.series[0]!.values)).toEqual(new Set([7]));
  expect(instant).toMatchObject({ instant: true, series: [{ values: [7] }] });
  expect(hidden).toMatchObject({ refId: "B", hidden: true, state: "skipped", series: [] });
});

test("a panel on -- Dashboard -- has the queries of the panel that it shows, hidden ones left out", () => {
  const [range, instant, ...rest] = titled("Shared").targets;
  expect(rest).toEqual([]);
  expect([range, instant]).toEqual(titled("Both").targets.slice(0, 2));
});

test("native histograms come with buckets that hold what was observed", () => {
  const { histograms } = titled("Native").targets[0]!.series[0]!;
  const buckets = histograms!.at(-1)!;
  // 2 a second, all between 1 and 4.
  expect(buckets.reduce((sum, [, , count]) => sum + count, 0)).toBeCloseTo(2, 6);
  expect(buckets.every(([lower, upper]) => lower < upper && upper > 1 && lower < 4)).toBe(true);
});

test("a panel with a time of its own has that range", () => {
  const { range } = trusted.dashboards[0]!;
  const panel = titled("Yesterday");
  expect(panel.range).toEqual({ fromMs: range.toMs - 900_000, toMs: range.toMs - 300_000 });
  expect(panel.timeInfo).toBe("Last 10 minutes + timeshift -5m");
});

test("annotations are regions at the time of their samples, with title and tags", () => {
  const { annotations } = viewOf(trusted);
  const { range } = trusted.dashboards[0]!;
  expect(annotations).toMatchObject([{ name: "High", color: "orange", title: "api is high", tags: ["api"] }]);
  const [{ timeMs, endMs }] = annotations as [Required<(typeof annotations)[0]>];
  // Ten minutes after the beginning, for five: steps of a minute see four or five of them.
  expect(timeMs - range.fromMs).toBeGreaterThanOrEqual(590_000);
  expect(timeMs - range.fromMs).toBeLessThan(690_000);
  expect(endMs - timeMs).toBeGreaterThanOrEqual(180_000);
  expect(endMs - timeMs).toBeLessThanOrEqual(300_000);
  expect((timeMs / 60_000) % 1).toBe(0);
});

test("settings of the dashboard are the page's, and links lead to web pages only", () => {
  const [only] = trusted.dashboards;
  expect(only).toMatchObject({ timeZone: "Europe/Berlin", sharedCursor: "tooltip" });
  expect(only!.links).toEqual([{ title: "Docs", url: "https://example.org/docs" }]);
  expect(titled("Both").links).toEqual([
    { title: "Runbook of {api,web}", url: "https://example.org/{api,web}" },
    { title: "evil" },
  ]);
});

test("with --untrusted no link has an address", async () => {
  const page = await report("--untrusted");
  expect(page.untrusted).toBe(true);
  expect(JSON.stringify(page)).not.toContain("https://example.org");
});
