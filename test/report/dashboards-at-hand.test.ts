import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDashboard, type SourceDashboard } from "../../src/dashboard/read/read.ts";
import { parts } from "../../src/dashboard/view/parts.ts";
import { panelsIn } from "../../src/dashboard/view/queries.ts";
import { layoutOf } from "../../src/report/layout/layout-of.ts";
import type { PageItem, PageLayout } from "../../src/report/page-data.ts";
import { panelOf } from "../../src/report/panel/panel-of.ts";
import type { ResolvedVariable } from "../../src/templating/variables/resolved-variable.ts";

const range = { fromMs: Date.UTC(2026, 0, 1, 6), toMs: Date.UTC(2026, 0, 1, 12) };

function dashboardsAtHand(): SourceDashboard[] {
  const root = join(import.meta.dirname, "../..");
  const folders = ["fixtures", "../shared/corpus/dashboards", "../shared/cases/dashboards"];
  return folders
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".json") && !file.includes("node_modules"))
        .flatMap((file) => {
          try {
            return readDashboard(readFileSync(join(folder, file), "utf8"), { file });
          } catch {
            return []; // Not a dashboard.
          }
        }),
    );
}

const dashboards = dashboardsAtHand();

/** Every variable that the dashboard names, with two values. */
function variablesOf(dashboard: SourceDashboard): Map<string, ResolvedVariable> {
  return new Map(
    parts(dashboard).variables.map(({ name, type }) => {
      const options = ["a", "b"].map((text) => ({ text, value: text }));
      const both = { value: ["a", "b"], text: ["a", "b"], all: false, multi: true, includeAll: true };
      return [name, { name, type, ...both, options, filters: [], state: "ok" }];
    }),
  );
}

function grids(layout: PageLayout): (readonly PageItem[])[] {
  if (layout.kind === "grid") return [layout.items];
  if (layout.kind === "auto-grid") return [];
  return (layout.kind === "rows" ? layout.rows : layout.tabs).flatMap((part) => grids(part.layout));
}

const overlap = (a: PageItem, b: PageItem) =>
  a.x < b.x + b.w - 1e-9 && b.x < a.x + a.w - 1e-9 && a.y < b.y + b.h && b.y < a.y + a.h;

/** Types that page/src draws, or shows as a box with name and data. */
const today = new Set(
  (
    "timeseries stat gauge bargauge barchart table heatmap histogram piechart state-timeline status-history xychart " +
    "text candlestick geomap trend logs news dashlist alertlist annolist canvas nodeGraph traces flamegraph datagrid"
  ).split(" "),
);

test("every panel of the dashboards at hand has a place inside its grid, and none lies on another one", () => {
  expect(dashboards.length).toBeGreaterThan(0);
  for (const dashboard of dashboards) {
    const variables = variablesOf(dashboard);
    const { layout, panels, leftOut } = layoutOf(dashboard, { variables, range });
    expect(leftOut, dashboard.file).toBe(0);
    const shown = new Set(panels.map(({ view }) => view.anchor));
    const all = panelsIn(parts(dashboard)).filter(({ view }) => view.anchor.element === undefined);
    if (all.length > 0) expect(shown.size, dashboard.file).toBe(all.length);
    for (const items of grids(layout))
      for (const [index, item] of items.entries()) {
        expect(item.x >= 0 && item.x + item.w <= 24 + 1e-9 && item.y >= 0 && item.h > 0, dashboard.file).toBe(true);
        expect(items.slice(index + 1).find((other) => overlap(item, other))).toBeUndefined();
      }
  }
});

test("every panel of the dashboards at hand is of a type of today, or says which it was", () => {
  for (const dashboard of dashboards) {
    const { model, title } = dashboard;
    const { panels } = layoutOf(dashboard, { variables: variablesOf(dashboard), range });
    for (const placed of panels) {
      const made = panelOf(placed, { model, untrusted: true, range, dashboard: { title } });
      expect(today.has(made.type), `${dashboard.file}: ${made.type}`).toBe(true);
      expect(made.writtenType ?? made.type).toBe(placed.view.type || made.type);
      expect(made.links.every(({ url }) => url === undefined)).toBe(true);
      expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    }
  }
});
