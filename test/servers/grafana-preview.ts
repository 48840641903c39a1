import type { DashboardToSave } from "../../src/grafana/dashboards/dashboard-to-save.ts";
import { encodeManifest } from "../../src/grafana/marks/manifest.ts";
import type { Manifest } from "../../src/grafana/marks/manifest-shape.ts";
import { makeTags, type PreviewMarks } from "../../src/grafana/marks/tags.ts";
import { previewUid } from "../../src/identity/preview-identity.ts";
import type { Json } from "./grafana-store.ts";

const panel = {
  id: 1,
  type: "timeseries",
  title: "p",
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  datasource: { type: "prometheus", uid: "prom-main" },
  targets: [{ refId: "A", expr: "up" }],
};

/** Classic JSON and a spec of schema v2 to save. */
const models: { readonly classic: Json; readonly v2: Json } = {
  classic: {
    title: "API",
    schemaVersion: 41,
    time: { from: "now-6h", to: "now" },
    panels: [panel],
    id: 77,
    uid: "source",
    version: 3,
  },
  v2: {
    title: "API",
    tags: ["team"],
    editable: false,
    preload: false,
    liveNow: false,
    cursorSync: "Off",
    annotations: [],
    links: [],
    variables: [],
    timeSettings: {
      from: "now-6h",
      to: "now",
      autoRefresh: "",
      autoRefreshIntervals: ["5s"],
      hideTimepicker: false,
      fiscalYearStartMonth: 0,
    },
    elements: {},
    layout: { kind: "GridLayout", spec: { items: [] } },
  },
};

/** A preview's marks; expires in 72 h from 23 November 2026. */
function someMarks(change: Partial<PreviewMarks> = {}): PreviewMarks {
  const expiresAtMs = Date.UTC(2026, 10, 26, 12);
  return {
    project: "k2m4x7qa",
    key: "pr-12",
    revision: "aaaaaaaa",
    src: "abcdefgh234567ab",
    expiresAtMs,
    keep: false,
    ...change,
  };
}

/** A dashboard with these marks, ready to be saved. */
export function somePreview(
  {
    until,
    manifest: more = {},
    ...change
  }: Partial<PreviewMarks> & { readonly until?: "review"; readonly manifest?: Partial<Manifest> } = {},
  kind: "classic" | "v2" = "classic",
  title = "[pr-12] API",
): DashboardToSave {
  const marks = someMarks(change);
  const { project, key, revision, expiresAtMs } = marks;
  const { text: manifest } = encodeManifest({
    project,
    key,
    revision,
    expiresAtMs,
    order: 1,
    createdAtMs: Date.UTC(2026, 10, 23, 12),
    fromMs: Date.UTC(2026, 10, 23, 6),
    stepMs: 15_000,
    isolation: "label",
    source: { path: "api.json" },
    dataSourceUid: "prom-main",
    spec: "metrics: {}\n",
    ...(until === undefined ? {} : { until }),
    ...more,
  });
  const model = { ...models[kind], title };
  return { uid: previewUid(marks, marks.src), kind, model, tags: makeTags(marks), manifest, folderUid: "dashpreview" };
}
