import { valueAt } from "../../json/edit.ts";
import { field, numberField, textField } from "../../json/read.ts";
import type { SourceDashboard } from "../read/source.ts";
import { annotationsOf } from "./annotations.ts";
import {
  classifyReference,
  type DataSourceKind,
  type DataSourceNames,
  dataSourceNames,
  effectiveUse,
  readReference,
  variableList,
} from "./data-source.ts";
import { type PanelContext, panelContext, unitOf } from "./panel-context.ts";
import { type PanelView, panelsOf, type TargetView, targetsOf } from "./panels.ts";
import { variablesOf } from "./variable-slots.ts";

/** One query of a dashboard, as it is written; variables in it are not filled in. */
export interface DashboardQuery {
  readonly place: "panel" | "variable" | "annotation";
  readonly panelId?: number | undefined;
  readonly panelTitle?: string | undefined;
  readonly panelType?: string | undefined;
  readonly refId?: string | undefined;
  /** Of a variable or annotation. */
  readonly name?: string | undefined;
  /** Empty for queries that are not written as text, as those of most other data sources. */
  readonly expr: string;
  /** Whether it asks Prometheus. */
  readonly prometheus: boolean;
  readonly dataSourceKind: DataSourceKind;
  /** The data source for people: its type, else its name. */
  readonly dataSource: string;
  readonly hidden?: boolean | undefined;
  readonly instant?: boolean | undefined;
  readonly range?: boolean | undefined;
  /** `time_series`, `table`, `heatmap`. */
  readonly format?: string | undefined;
  readonly legendFormat?: string | undefined;
  /** The target's "Min step". */
  readonly interval?: string | undefined;
  /** The panel's "Min interval". */
  readonly panelInterval?: string | undefined;
  readonly intervalFactor?: number | undefined;
  readonly maxDataPoints?: number | undefined;
  /** The panel's own relative time: `6h`. */
  readonly timeFrom?: string | undefined;
  readonly timeShift?: string | undefined;
  /** The panel's unit, by Grafana's id: `percentunit`, `bytes`. */
  readonly unit?: string | undefined;
  /** The variable that the panel is repeated for. */
  readonly repeat?: string | undefined;
  /** Of panels. */
  readonly panelContext?: PanelContext | undefined;
}

/** A panel, queries or not. */
export interface DashboardPanel {
  readonly id: number | undefined;
  readonly title: string;
  readonly type: string;
  readonly unit: string | undefined;
}

/** The data sources that a dashboard's references resolve to. */
export function namesOf({ model, kind, inputs }: Pick<SourceDashboard, "model" | "kind" | "inputs">): DataSourceNames {
  return dataSourceNames(variableList(model, kind === "v2"), inputs);
}

/**
 * Everything that asks a data source: panel targets, variables, annotations. Those that ask others than Prometheus are
 * among them, marked as such. Library panels that did not come along are not: see `libraryPanelUids`.
 */
export function findQueries(dashboard: SourceDashboard): DashboardQuery[] {
  const { model, kind, elements } = dashboard;
  const names = namesOf(dashboard);
  const panels = panelsOf(model, kind).map((panel) => inlined(panel, elements));
  return [
    ...panels.flatMap((panel) => panelQueries(panel, names)),
    ...variableQueries(dashboard, names),
    ...annotationQueries(dashboard, names),
  ];
}

/** Every panel but rows, in the order of the dashboard. */
export function findPanels({ model, kind, elements }: SourceDashboard): DashboardPanel[] {
  return panelsOf(model, kind)
    .filter(({ type }) => type !== "row")
    .map((panel) => inlined(panel, elements))
    .map((panel) => ({ id: panel.id, title: panel.title, type: panel.type, unit: panelContext(panel).unit }));
}

/** A library panel of `__elements` instead of its reference, for reading. */
function inlined(panel: PanelView, elements: SourceDashboard["elements"]): PanelView {
  const model = panel.libraryUid === undefined ? undefined : elements.get(panel.libraryUid);
  if (model === undefined) return panel;
  return {
    ...panel,
    kind: "classic",
    node: { ...model },
    body: { ...model },
    type: textField(model, "type") ?? "",
    title: panel.title || (textField(model, "title") ?? ""),
  };
}

/** Whether a target, panel or annotation has a query in text form. */
export function hasExpr(query: unknown): boolean {
  return (textField(query, "expr") ?? "").trim() !== "";
}

/** The data source that a panel's own reference resolves to; undefined in schema v2, where only queries have one. */
export function panelUse(panel: PanelView, targets: readonly TargetView[], names: DataSourceNames) {
  if (panel.kind === "v2") return undefined;
  const reference = readReference({ form: "classic", path: [], holder: panel.node });
  const any = targets.some(({ query }) => hasExpr(query));
  return classifyReference(reference, names, any);
}

function panelQueries(panel: PanelView, names: DataSourceNames): DashboardQuery[] {
  const targets = targetsOf(panel);
  if (targets.length === 0) return [];
  const own = panelUse(panel, targets, names);
  const context = panelContext(panel);
  const options = panel.kind === "v2" ? field(panel.body, "data", "spec", "queryOptions") : panel.body;
  const shared = {
    place: "panel" as const,
    panelId: panel.id,
    panelTitle: panel.title,
    panelType: panel.type,
    panelInterval: textField(options, "interval"),
    maxDataPoints: numberField(options, "maxDataPoints"),
    timeFrom: textField(options, "timeFrom"),
    timeShift: textField(options, "timeShift"),
    repeat: panel.repeat,
    panelContext: context,
  };
  return targets.flatMap(({ query, refId, hidden, source }): DashboardQuery[] => {
    const use = effectiveUse(own, classifyReference(readReference(source), names, hasExpr(query)));
    const prometheus = use.kind === "prometheus";
    if (prometheus && !hasExpr(query)) return [];
    // A panel that shows texts only keeps empty targets of whatever it was before.
    if (
      !prometheus &&
      Object.keys(query).every((name) => ["refId", "datasource", "hide"].includes(name)) &&
      panel.kind === "classic"
    )
      return [];
    return [
      {
        ...shared,
        refId,
        hidden,
        expr: textField(query, "expr") ?? "",
        prometheus,
        dataSourceKind: use.kind,
        dataSource: use.label,
        instant: query["instant"] === true,
        range: query["range"] === true || (query["instant"] !== true && query["range"] !== false),
        format: textField(query, "format"),
        legendFormat: textField(query, "legendFormat"),
        interval: textField(query, "interval"),
        intervalFactor: numberField(query, "intervalFactor"),
        unit: unitOf(context, refId),
      },
    ];
  });
}

function variableQueries({ model, kind }: SourceDashboard, names: DataSourceNames): DashboardQuery[] {
  return variablesOf(model, kind, names).flatMap(({ type, name, query, use }): DashboardQuery[] => {
    if (type !== "query" || use === undefined) return [];
    const prometheus = use.kind === "prometheus";
    if (prometheus && query === undefined) return [];
    return [
      { place: "variable", name, expr: query?.text ?? "", prometheus, dataSourceKind: use.kind, dataSource: use.label },
    ];
  });
}

function annotationQueries({ model, kind }: SourceDashboard, names: DataSourceNames): DashboardQuery[] {
  return annotationsOf(model, kind, names).flatMap(({ name, node, use, exprPaths, enabled }): DashboardQuery[] => {
    const prometheus = use.kind === "prometheus";
    const [path] = exprPaths;
    if (use.kind === "grafana" || (prometheus && path === undefined)) return [];
    const expr = path === undefined ? undefined : valueAt(node, path);
    const place = "annotation" as const;
    return [
      {
        place,
        name,
        expr: typeof expr === "string" ? expr : "",
        prometheus,
        dataSourceKind: use.kind,
        dataSource: use.label,
        hidden: !enabled,
      },
    ];
  });
}

/** The uids of library panels that the dashboard shows and that did not come along in `__elements`. */
export function libraryPanelUids({ model, kind, elements }: SourceDashboard): string[] {
  const uids = panelsOf(model, kind).flatMap(({ libraryUid }) => libraryUid ?? []);
  return [...new Set(uids)].filter((uid) => uid !== "" && !elements.has(uid));
}
