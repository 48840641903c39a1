import type { DashboardKind } from "../../grafana/marks/marks.ts";
import type { JsonPath } from "../../json/edit.ts";
import type { JsonObject } from "../../json/read.ts";

/** A dashboard's JSON and the schema that it is in. */
export interface DashboardPlace {
  readonly model: JsonObject;
  readonly kind: DashboardKind;
}

/** Where a panel keeps its parts, from the panel's node. */
export interface PanelPaths {
  readonly description: JsonPath;
  readonly options: JsonPath;
  readonly fieldConfig: JsonPath;
  readonly transformations: JsonPath;
  /** The object with the panel's minimum interval, time shift and number of points. */
  readonly queryOptions: JsonPath;
  /** The list of queries. */
  readonly queries: JsonPath;
  /** The panel's own data source, which its queries inherit; undefined where only queries have one. */
  readonly source: JsonPath | undefined;
  /** The panels of a row; undefined where rows belong to the layout. */
  readonly panels: JsonPath | undefined;
  /** Where Grafana kept the options of text panels before version 7.1; undefined in newer schemas. */
  readonly oldOptions: JsonPath | undefined;
}

/** Where an entry of a list of queries keeps its parts, from the entry. */
export interface QueryPaths {
  /** The object with `refId`. */
  readonly entry: JsonPath;
  /** The object that names the data source. */
  readonly source: JsonPath;
  /** The object with `expr`. */
  readonly query: JsonPath;
  /** The name of the flag in {@link entry} that switches the query off. */
  readonly hidden: string;
}

/** Where a schema keeps the parts of a dashboard, and its words for what both schemas have. */
export interface DashboardSchema {
  /** From the model. */
  readonly paths: Readonly<Record<"variables" | "annotations" | "time" | "refresh" | "timezone", JsonPath>>;
  readonly panel: PanelPaths;
  readonly query: QueryPaths;
  /** From a variable or an annotation to the object with its name. */
  readonly body: JsonPath;
  /** The ways from an annotation to its query texts; the first one that is there is run. */
  readonly annotationExprs: readonly JsonPath[];
  /** The property of a variable that chooses among data sources with the plugin's id. */
  readonly plugin: string;
  /** Values of a variable's `hide`. */
  readonly hide: { readonly shown: unknown; readonly hidden: unknown };
  /** The saved choice of a variable without one. */
  readonly noChoice: () => { [name: string]: unknown };
  /** Whether the model names the dashboard's uid; otherwise only the resource around it does. */
  readonly holdsUid: boolean;
  /** Whether every dashboard has a refresh interval, empty for none. */
  readonly needsRefresh: boolean;
  /** Whether Grafana raises the schema version of what it saves, and changes the forms of older ones. */
  readonly migrates: boolean;
}

/** The two schemas. Dashboards of v1 resources are classic inside. */
export const schemas: Readonly<Record<DashboardKind, DashboardSchema>> = {
  classic: {
    paths: {
      variables: ["templating", "list"],
      annotations: ["annotations", "list"],
      time: ["time"],
      refresh: ["refresh"],
      timezone: ["timezone"],
    },
    panel: {
      description: ["description"],
      options: ["options"],
      fieldConfig: ["fieldConfig"],
      transformations: ["transformations"],
      queryOptions: [],
      queries: ["targets"],
      source: ["datasource"],
      panels: ["panels"],
      oldOptions: [],
    },
    query: { entry: [], source: [], query: [], hidden: "hide" },
    body: [],
    annotationExprs: [["expr"], ["target", "expr"]],
    plugin: "query",
    hide: { shown: 0, hidden: 2 },
    noChoice: () => ({}),
    holdsUid: true,
    needsRefresh: false,
    migrates: true,
  },
  v2: {
    paths: {
      variables: ["variables"],
      annotations: ["annotations"],
      time: ["timeSettings"],
      refresh: ["timeSettings", "autoRefresh"],
      timezone: ["timeSettings", "timezone"],
    },
    panel: {
      description: ["spec", "description"],
      options: ["spec", "vizConfig", "spec", "options"],
      fieldConfig: ["spec", "vizConfig", "spec", "fieldConfig"],
      transformations: ["spec", "data", "spec", "transformations"],
      queryOptions: ["spec", "data", "spec", "queryOptions"],
      queries: ["spec", "data", "spec", "queries"],
      source: undefined,
      panels: undefined,
      oldOptions: undefined,
    },
    query: { entry: ["spec"], source: ["spec", "query"], query: ["spec", "query", "spec"], hidden: "hidden" },
    body: ["spec"],
    annotationExprs: [
      ["spec", "query", "spec", "expr"],
      ["spec", "legacyOptions", "expr"],
      ["spec", "legacyOptions", "target", "expr"],
    ],
    plugin: "pluginId",
    hide: { shown: "dontHide", hidden: "hideVariable" },
    noChoice: () => ({ text: "", value: "" }),
    holdsUid: false,
    needsRefresh: true,
    migrates: false,
  },
};
