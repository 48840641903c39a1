import { readDashboard } from "../../dashboard/read/read.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { parts } from "../../dashboard/view/parts.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { type MigratedPanel, migratePanel } from "../migrate/migrate-panel.ts";

/** Six hours. */
export const range = { fromMs: Date.UTC(2026, 0, 1, 6), toMs: Date.UTC(2026, 0, 1, 12) };

/** A dashboard of classic JSON. */
export function classic(model: Readonly<Record<string, unknown>>): SourceDashboard {
  return readDashboard(JSON.stringify({ schemaVersion: 39, title: "T", panels: [], ...model }), { file: "t.json" });
}

/** A dashboard of schema v2 with a stat for each name that the layout uses. */
export function newDashboard(layout: unknown, names: readonly string[]): SourceDashboard {
  const elements = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        kind: "Panel",
        spec: {
          id: index + 1,
          title: name,
          links: [],
          data: { kind: "QueryGroup", spec: { queries: [], transformations: [], queryOptions: {} } },
          vizConfig: {
            kind: "VizConfig",
            group: "stat",
            version: "12.4.0",
            spec: { options: {}, fieldConfig: { defaults: {}, overrides: [] } },
          },
        },
      },
    ]),
  );
  const spec = { title: "T", elements, layout, variables: [], annotations: [] };
  const resource = { apiVersion: "dashboard.grafana.app/v2beta1", kind: "Dashboard", metadata: { name: "t" }, spec };
  return readDashboard(JSON.stringify(resource), { file: "t.json" });
}

/** Variables of which several values, or all, are chosen. */
export function variables(
  chosen: Readonly<Record<string, readonly string[]>>,
  more: Partial<ResolvedVariable> = {},
): Map<string, ResolvedVariable> {
  return new Map(
    Object.entries(chosen).map(([name, values]) => [
      name,
      {
        name,
        type: "query",
        value: values,
        text: values,
        all: false,
        multi: true,
        includeAll: true,
        options: values.map((value) => ({ text: value, value })),
        filters: [],
        state: "ok",
        ...more,
      },
    ]),
  );
}

/** The only panel of a dashboard of classic JSON, as it is read today. */
export function migrated(panel: Readonly<Record<string, unknown>>, schemaVersion = 39): MigratedPanel {
  const dashboard = classic({ schemaVersion, panels: [panel] });
  return migratePanel(parts(dashboard).panels[0]!, dashboard.model);
}
