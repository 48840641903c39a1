import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { asObject, type JsonObject } from "../../json/read.ts";
import type { PagePanel } from "../page-data.ts";
import { defaultsOf } from "./defaults/of-type.ts";
import { migrateGraph } from "./graph.ts";
import { objectsIn, withDefaults } from "./merge-json.ts";
import { migrateHeatmap } from "./old-heatmap.ts";
import { migrateDiscrete, migratePie, migrateWorldMap } from "./old-plugins.ts";
import { migrateOldTable } from "./old-table.ts";
import { readWritten } from "./read-written.ts";
import { migrateSchema } from "./schema-steps.ts";
import { migrateGauge, migrateSingleValue } from "./single-value.ts";
import { migrateSinglestat } from "./singlestat.ts";
import { migrateTable } from "./table.ts";
import { migrateText } from "./text.ts";
import type { WrittenPanel } from "./written-panel.ts";
import { migrateXyChart } from "./xy-chart.ts";

/** The settings of a panel as today's Grafana has them, with its defaults. */
export type MigratedPanel = Pick<PagePanel, "type" | "writtenType" | "options" | "fieldConfig" | "transformations">;

type Migration = (panel: WrittenPanel) => WrittenPanel;

/** Types that Grafana no longer has. */
const old: Readonly<Record<string, Migration>> = {
  graph: migrateGraph,
  graphite: migrateGraph,
  singlestat: migrateSinglestat,
  "grafana-singlestat-panel": migrateSinglestat,
  "table-old": migrateOldTable,
  "grafana-piechart-panel": migratePie,
  "grafana-worldmap-panel": migrateWorldMap,
  "natel-discrete-panel": migrateDiscrete,
  "heatmap-new": migrateHeatmap,
  text2: migrateText,
};

/** Changes to types of today. */
const current: Readonly<Record<string, Migration>> = {
  stat: migrateSingleValue,
  gauge: migrateGauge,
  bargauge: migrateSingleValue,
  table: migrateTable,
  heatmap: migrateHeatmap,
  text: migrateText,
  xychart: migrateXyChart,
};

/** In this schema version the table that has `styles` got another name. */
const tableVersion = 24;
/** A library panel that did not come along. */
const unknownLibraryPanel = "library-panel";
/** The panel that Grafana draws where no type is written. */
const usualType = "timeseries";

/**
 * A panel of any schema as Grafana 12 and 13 read it. A type that Grafana does not know stays, with its settings.
 *
 * Steps of thresholds begin with the value null, which stands for minus infinity, as in the dashboard's own JSON.
 *
 * @param dashboard - the model that the panel is in.
 */
export function migratePanel(view: PanelView, dashboard: JsonObject): MigratedPanel {
  const written = readWritten(view, dashboard);
  const named = namedOf(written);
  const migrated = named === undefined ? written : named(written);
  const stepped = migrateSchema(migrated);
  const made = Object.hasOwn(current, stepped.type) ? current[stepped.type]!(stepped) : stepped;
  const type = made.type !== "" ? made.type : view.libraryUid === undefined ? usualType : unknownLibraryPanel;
  const defaults = defaultsOf(type);
  return {
    type,
    ...(type === view.type || view.type === "" ? {} : { writtenType: view.type }),
    options: withDefaults(made.options, defaults.options),
    fieldConfig: {
      defaults: withFirstStep(withDefaults(made.defaults, defaults.fields)),
      overrides: made.overrides.map(({ matcher, properties }) => ({
        matcher,
        properties: properties.map((one) => (one.id === "thresholds" ? { ...one, value: steps(one.value) } : one)),
      })),
    },
    transformations: made.transformations,
  };
}

/** A panel of the same type as Grafana makes a new one. */
export function newPanel({ type, writtenType }: MigratedPanel): MigratedPanel {
  const { options, fields } = defaultsOf(type);
  const shown = type === "text" ? { ...options, content: "" } : options;
  return {
    type,
    ...(writtenType === undefined ? {} : { writtenType }),
    options: shown,
    fieldConfig: { defaults: fields, overrides: [] },
    transformations: [],
  };
}

function namedOf({ type, body, schemaVersion }: WrittenPanel): Migration | undefined {
  if (type === "table" && schemaVersion < tableVersion && Array.isArray(body["styles"])) return migrateOldTable;
  return Object.hasOwn(old, type) ? old[type] : undefined;
}

function withFirstStep(defaults: JsonObject): JsonObject {
  return defaults["thresholds"] === undefined ? defaults : { ...defaults, thresholds: steps(defaults["thresholds"]) };
}

/** The first step counts from minus infinity, whatever is written. */
function steps(value: unknown): JsonObject {
  const thresholds = asObject(value) ?? {};
  const all = objectsIn(thresholds["steps"]);
  const made = all.map((step, index) => (index === 0 ? { ...step, value: null } : step));
  return { ...thresholds, mode: thresholds["mode"] ?? "absolute", steps: made };
}
