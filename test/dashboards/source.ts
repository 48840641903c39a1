import { readDashboard, type SourceDashboard } from "../../src/dashboard/read/read.ts";

/** A dashboard as it is read from a file with this JSON. */
export function source(json: unknown, file = "dashboards/test.json"): SourceDashboard {
  return readDashboard(JSON.stringify(json), { file });
}

/** A classic dashboard with these panels. */
export function classic(panels: readonly unknown[], more: object = {}): SourceDashboard {
  return source({ uid: "src-1", title: "Test", schemaVersion: 39, panels, ...more });
}

/** One panel of schema v2 that asks these queries. */
export function v2Element(
  id: number,
  title: string,
  queries: readonly { expr: string; uid?: string; group?: string }[],
): object {
  return {
    kind: "Panel",
    spec: {
      id,
      title,
      description: "",
      links: [],
      data: {
        kind: "QueryGroup",
        spec: {
          queries: queries.map(({ expr, uid, group = "prometheus" }, index) => ({
            kind: "PanelQuery",
            spec: {
              query: {
                kind: "DataQuery",
                group,
                version: "v0",
                ...(uid === undefined ? {} : { datasource: { name: uid } }),
                spec: { expr },
              },
              refId: String.fromCharCode(65 + index),
              hidden: false,
            },
          })),
          transformations: [],
          queryOptions: {},
        },
      },
      vizConfig: {
        kind: "VizConfig",
        group: "timeseries",
        version: "",
        spec: { options: {}, fieldConfig: { defaults: { unit: "reqps" }, overrides: [] } },
      },
    },
  };
}

/** A dashboard of schema v2 with these elements in a grid. */
export function v2(elements: Record<string, object>, more: object = {}): SourceDashboard {
  return source({
    apiVersion: "dashboard.grafana.app/v2beta1",
    kind: "Dashboard",
    metadata: { name: "src-2" },
    spec: {
      title: "V2",
      tags: ["web"],
      editable: true,
      elements,
      layout: {
        kind: "GridLayout",
        spec: {
          items: Object.keys(elements).map((name, index) => ({
            kind: "GridLayoutItem",
            spec: { x: 0, y: index * 8, width: 12, height: 8, element: { kind: "ElementReference", name } },
          })),
        },
      },
      links: [],
      variables: [],
      annotations: [],
      timeSettings: { from: "now-6h", to: "now", autoRefresh: "30s", timezone: "utc" },
      ...more,
    },
  });
}
