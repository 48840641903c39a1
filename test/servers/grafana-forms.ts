import { defined } from "../../src/json/defined.ts";
import type { DoubleDashboard, Json } from "./grafana-store.ts";

/**
 * The forms in which Grafana shows one and the same dashboard. Only what the product reads is converted between classic
 * and v2, and only as recorded.
 */

const builtInAnnotation = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
  type: "dashboard",
};

/** Object keys in alphabetical order, as Grafana gives back classic JSON. */
function sorted(model: Json): Json {
  return Object.fromEntries(Object.entries(model).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Title → slug. */
export function slugOf(title: unknown): string {
  return String(title)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** What v1beta1 makes of classic JSON: current schema version and defaults; a constant loses its options. */
export function migrate(model: Json): Json {
  const templating = (model["templating"] as { list?: Json[] } | undefined)?.list ?? [];
  const annotations = (model["annotations"] as { list?: unknown[] } | undefined)?.list ?? [builtInAnnotation];
  const list = templating.map((variable) => {
    const { options: _options, ...rest } = variable;
    return sorted(variable["type"] === "constant" ? rest : variable);
  });
  return sorted({
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 0,
    links: [],
    timepicker: {},
    weekStart: "",
    ...model,
    annotations: { list: annotations },
    templating: { list },
    schemaVersion: Math.max(42, Number(model["schemaVersion"] ?? 0)),
  });
}

/** The body of `GET /api/dashboards/uid/…`. */
export function classicBody(dashboard: DoubleDashboard, folderTitle: string, canSave: boolean): Json {
  const { uid, id, version, model, created, updated, createdBy, updatedBy, folderUid } = dashboard;
  const classic = dashboard.kind === "v2" ? toClassic(model) : model;
  const slug = slugOf(model["title"]);
  return {
    meta: {
      type: "db",
      canSave,
      canEdit: canSave,
      canAdmin: canSave,
      canStar: true,
      canDelete: canSave,
      slug,
      url: `/d/${uid}/${slug}`,
      expires: "0001-01-01T00:00:00Z",
      created,
      updated,
      updatedBy: (updatedBy ?? createdBy).name,
      createdBy: createdBy.name,
      version,
      hasAcl: false,
      isFolder: false,
      apiVersion: "v0alpha1",
      folderUid,
      folderTitle,
      folderUrl: folderUid === "" ? "" : `/dashboards/f/${folderUid}/${slugOf(folderTitle)}`,
      provisioned: false,
      provisionedExternalId: "",
    },
    dashboard: sorted({ ...classic, id, uid, version }),
  };
}

/** The body of a dashboard in one version of `/apis`. */
export function resourceBody(dashboard: DoubleDashboard, apiVersion: string): Json {
  const { uid, id, model, labels, annotations, createdBy, updatedBy, message, folderUid, storedVersion } = dashboard;
  const asV2 = apiVersion.startsWith("v2");
  const spec = asV2
    ? dashboard.kind === "v2"
      ? model
      : toV2(model)
    : migrate(dashboard.kind === "v2" ? toClassic(model) : model);
  return {
    kind: "Dashboard",
    apiVersion: `dashboard.grafana.app/${apiVersion}`,
    metadata: {
      name: uid,
      namespace: "default",
      uid: dashboard.objectUid,
      resourceVersion: dashboard.resourceVersion,
      generation: dashboard.version,
      creationTimestamp: dashboard.created,
      labels: { ...labels, "grafana.app/deprecatedInternalID": String(id) },
      annotations: {
        ...annotations,
        "grafana.app/createdBy": createdBy.uid,
        ...(folderUid === "" ? {} : { "grafana.app/folder": folderUid }),
        ...defined({ "grafana.app/message": message }),
        ...(updatedBy === undefined
          ? {}
          : { "grafana.app/updatedBy": updatedBy.uid, "grafana.app/updatedTimestamp": dashboard.updated }),
      },
    },
    spec,
    status: storedVersion === apiVersion ? {} : { conversion: { failed: false, storedVersion } },
  };
}

function toClassic(spec: Json): Json {
  const variables = (spec["variables"] as { spec: Json }[] | undefined) ?? [];
  const list = variables.map(({ spec: variable }) => sorted({ ...variable, hide: 2, type: "constant" }));
  const time = spec["timeSettings"] as Json | undefined;
  return {
    annotations: { list: [] },
    editable: spec["editable"],
    fiscalYearStartMonth: 0,
    graphTooltip: 0,
    liveNow: spec["liveNow"],
    panels: Object.values((spec["elements"] as Json | undefined) ?? {}).map((element) => {
      const { id, title } = (element as { spec: Json }).spec;
      return { id, title, type: "timeseries" };
    }),
    preload: spec["preload"],
    refresh: "",
    schemaVersion: 42,
    tags: spec["tags"],
    ...(list.length === 0 ? {} : { templating: { list } }),
    time: { from: time?.["from"], to: time?.["to"] },
    timepicker: { refresh_intervals: time?.["autoRefreshIntervals"] },
    timezone: time?.["timezone"],
    title: spec["title"],
  };
}

function toV2(model: Json): Json {
  const list = (model["templating"] as { list?: Json[] } | undefined)?.list ?? [];
  const constants = list.filter((variable) => variable["type"] === "constant");
  const panels = (model["panels"] as Json[] | undefined) ?? [];
  return {
    title: model["title"],
    tags: model["tags"] ?? [],
    editable: model["editable"] ?? true,
    elements: Object.fromEntries(
      panels.map((panel) => [`panel-${String(panel["id"])}`, { kind: "Panel", spec: toV2Panel(panel) }]),
    ),
    variables: constants.map(({ type: _type, hide: _hide, options: _options, ...rest }) => ({
      kind: "ConstantVariable",
      spec: { ...rest, hide: "hideVariable" },
    })),
  };
}

function toV2Panel({ id, title = "", description = "", type, datasource, targets = [] }: Json): Json {
  const queries = (targets as Json[]).map(({ refId, expr }) => {
    const { uid, type: group } = datasource as { uid: string; type: string };
    const query = { kind: "DataQuery", group, version: "v0", datasource: { name: uid }, spec: { expr } };
    return { kind: "PanelQuery", spec: { query, refId, hidden: false } };
  });
  const data = { kind: "QueryGroup", spec: { queries, transformations: [], queryOptions: {} } };
  const vizConfig = {
    kind: "VizConfig",
    group: type,
    version: "",
    spec: { options: {}, fieldConfig: { defaults: {}, overrides: [] } },
  };
  return { id, title, description, links: [], data, vizConfig };
}
