import { type JsonPath, valueAt } from "../../json/edit.ts";
import { type JsonObject, numberField, textField } from "../../json/read.ts";
import type { AnnotationView } from "./annotations.ts";
import type { DataSourceKind } from "./data-source.ts";
import { type PanelContext, unitOf } from "./panel-context.ts";
import type { PanelView } from "./panel-view.ts";
import { hasExpr, libraryPanelAt } from "./panels.ts";
import type { DashboardParts } from "./parts.ts";
import type { VariableView } from "./variables.ts";

/** One query of a dashboard, as it is written; variables in it are not filled in. */
export interface DashboardQuery {
  readonly place: "panel" | "variable" | "annotation";
  /** The position of its panel in {@link panelsIn}. Two panels may share an id and a title. */
  readonly panelIndex?: number | undefined;
  /** Its position among the panel's targets. */
  readonly targetIndex?: number | undefined;
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
  /** The panel shows exemplars of the query's series. */
  readonly exemplar?: boolean | undefined;
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
  /** The variables that the panel and the rows and tabs around it repeat for, the outermost first; each once. */
  readonly repeats?: readonly string[] | undefined;
  /** Of panels. */
  readonly panelContext?: PanelContext | undefined;
}

/** A panel, queries or not. */
export interface DashboardPanel {
  readonly id: number | undefined;
  readonly title: string;
  readonly type: string;
  readonly unit: string | undefined;
  /** The panel itself; of a library panel that came along, its content. */
  readonly view: PanelView;
}

/**
 * Everything that asks a data source: panel targets, variables, annotations. Those that ask others than Prometheus are
 * among them, marked as such. Library panels that did not come along are not: see {@link libraryPanelUids}.
 */
export function queriesIn(read: DashboardParts): DashboardQuery[] {
  return [
    ...panelsIn(read).flatMap(({ view }, index) => panelQueries(view, index)),
    ...read.variables.flatMap(variableQueries),
    ...read.annotations.flatMap(annotationQueries),
  ];
}

/** Every panel but rows, in the order of the dashboard. */
export function panelsIn(read: DashboardParts): DashboardPanel[] {
  return read.panels
    .filter(({ type }) => type !== "row")
    .map((panel) => inlined(panel, read))
    .map((view) => ({ id: view.id, title: view.title, type: view.type, unit: view.settings.unit, view }));
}

/** A library panel that came along stands for its reference. */
function inlined(panel: PanelView, { elements, names }: DashboardParts): PanelView {
  const model = panel.libraryUid === undefined ? undefined : elements.get(panel.libraryUid);
  return model === undefined ? panel : libraryPanelAt(panel, model, names);
}

function panelQueries(panel: PanelView, panelIndex: number): DashboardQuery[] {
  const { targets, settings } = panel;
  if (targets.length === 0) return [];
  const options = valueAt(panel.node, panel.paths.queryOptions);
  const shared = {
    place: "panel" as const,
    panelIndex,
    panelId: panel.id,
    panelTitle: panel.title,
    panelType: panel.type,
    panelInterval: textField(options, "interval"),
    maxDataPoints: numberField(options, "maxDataPoints"),
    timeFrom: textField(options, "timeFrom"),
    timeShift: textField(options, "timeShift"),
    repeats: panel.repeats,
    panelContext: settings,
  };
  return targets.flatMap(({ query, refId, hidden, use }, targetIndex): DashboardQuery[] => {
    const prometheus = use.kind === "prometheus";
    if (prometheus && !hasExpr(query)) return [];
    // A panel that shows texts only keeps empty targets of whatever it was before.
    if (!prometheus && panel.source !== undefined && isBlank(query)) return [];
    return [
      {
        ...shared,
        targetIndex,
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
        ...(query["exemplar"] === true ? { exemplar: true } : {}),
        interval: textField(query, "interval"),
        intervalFactor: numberField(query, "intervalFactor"),
        unit: unitOf(settings, refId),
      },
    ];
  });
}

/** Whether nothing is written in a query but which one it is. */
export function isBlank(query: JsonObject): boolean {
  return Object.keys(query).every((name) => ["refId", "datasource", "hide"].includes(name));
}

function variableQueries({ type, name, query, use }: VariableView): DashboardQuery[] {
  if (type !== "query" || use === undefined) return [];
  const prometheus = use.kind === "prometheus";
  if (prometheus && query === undefined) return [];
  return [
    { place: "variable", name, expr: query?.text ?? "", prometheus, dataSourceKind: use.kind, dataSource: use.label },
  ];
}

function annotationQueries({ name, node, use, exprPaths, enabled }: AnnotationView): DashboardQuery[] {
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
      interval: annotationStep(node, path),
    },
  ];
}

/** The minimum step of an annotation's query: beside the query, or where dashboards before Grafana 7.2 kept it. */
function annotationStep(node: unknown, path: JsonPath | undefined): string | undefined {
  const query = path === undefined ? undefined : valueAt(node, path.slice(0, -1));
  return textField(query, "interval") || textField(query, "step") || undefined;
}

/** The uids of library panels that the dashboard shows and that did not come along in `__elements`. */
export function libraryPanelUids({ panels, elements }: DashboardParts): string[] {
  const uids = panels.flatMap(({ libraryUid }) => libraryUid ?? []);
  return [...new Set(uids)].filter((uid) => uid !== "" && !elements.has(uid));
}
