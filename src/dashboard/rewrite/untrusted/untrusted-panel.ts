import { type JsonPath, mutableObject, sameJson, valueAt } from "../../../json/edit.ts";
import { asArray, asObject, field, textField } from "../../../json/read.ts";
import type { PanelView, TargetView } from "../../view/panel-view.ts";
import { parts } from "../../view/parts.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import { describePanel } from "../rewrite-sources.ts";
import { textPanel } from "../text-panel.ts";
import { isOutside } from "./untrusted-sources.ts";

/** Grafana's own visualisations that show data of Prometheus, and load nothing that the dashboard or the data names. */
const shownTypes = new Set(
  (
    "row text timeseries graph stat singlestat gauge bargauge table table-old heatmap histogram piechart " +
    "grafana-piechart-panel barchart state-timeline status-history candlestick trend xychart"
  ).split(" "),
);

/** Rows are shown inside a dashboard, panels inside a row, and nothing deeper: Grafana does not look there either. */
export function dropNested(context: RewriteContext): void {
  const { model, journal } = context;
  const tops = new Set<unknown>([
    asObject(model)?.["panels"],
    ...asArray(model["rows"]).map((row) => field(row, "panels")),
  ]);
  const gone = new Set<unknown>();
  for (const panel of parts(context).panels) {
    if (panel.paths.panels === undefined) continue;
    const inner = panel.node["panels"];
    const isGone = gone.has(panel.slot.holder);
    const mayHold = panel.type === "row" && Array.isArray(inner) && tops.has(panel.slot.holder);
    if (mayHold && !isGone) {
      // A row of the library would take the place of its panels.
      if (Object.hasOwn(panel.node, "libraryPanel")) journal.set(panel, ["libraryPanel"], undefined, { always: true });
      continue;
    }
    if (!Object.hasOwn(panel.node, "panels")) continue;
    gone.add(inner);
    if (!isGone) journal.set(panel, ["panels"], undefined, { always: true });
  }
}

/** Replaces a panel that cannot be shown, and takes out queries that ask elsewhere. */
export function confinePanel(context: RewriteContext, panel: PanelView): void {
  const note = (reason: string) =>
    context.findings.push({ ...describePanel(panel), state: "skipped", code: "untrusted", reason });
  const hasQueries = panel.type !== "text" && panel.type !== "row";
  const targets = hasQueries ? panel.targets : [];
  const refused = refusal(panel, targets);
  if (refused !== undefined) {
    note(`${refused}: not shown for an untrusted dashboard`);
    context.journal.replace(
      panel,
      textPanel(panel, `Not previewed: this panel ${refused}, and the dashboard is not trusted.`),
    );
    return;
  }
  if (!hasQueries) dropQueries(context, panel);
  else if (panel.kind === "classic") confineTargets(context, panel, targets);
  else rebuildQueries(context, panel, targets);
  const outside = targets.filter(isOutside);
  if (outside.length > 0) note(`asks ${plainLabel(outside[0]!)} too: that query is removed`);
  if (panel.kind === "classic" && panel.type === "")
    context.journal.set(panel, ["type"], "timeseries", { always: true });
}

/** Why a panel is not shown at all; undefined if it is. */
function refusal({ type, kind, node }: PanelView, targets: readonly TargetView[]): string | undefined {
  const outside = targets.find(isOutside);
  if (outside !== undefined && !targets.some(({ use }) => use.kind === "prometheus"))
    return `asks ${plainLabel(outside)}`;
  if (kind === "classic" && Object.hasOwn(node, "libraryPanel") && !Array.isArray(node["targets"]))
    return "is a library panel";
  if (kind === "v2" && node["kind"] !== "Panel") return "is of an unknown kind";
  if (shownTypes.has(type) || (kind === "classic" && type === "")) return undefined;
  return type === "" ? "has no type" : `is of the type ${type.replaceAll(/[^\w -]/g, "").slice(0, 50)}`;
}

function plainLabel({ use }: TargetView): string {
  return use.label.replaceAll(/[^\w .:-]/g, "").slice(0, 60);
}

function dropQueries({ journal }: RewriteContext, panel: PanelView): void {
  if (panel.kind === "classic") {
    if (Object.hasOwn(panel.node, "targets")) journal.set(panel, ["targets"], undefined, { always: true });
    return;
  }
  const path: JsonPath = ["spec", "data"];
  const empty = { kind: "QueryGroup", spec: { queries: [], transformations: [], queryOptions: {} } };
  if (!sameJson(valueAt(panel.node, path), empty)) journal.set(panel, path, empty, { always: true });
}

function confineTargets({ journal }: RewriteContext, panel: PanelView, targets: readonly TargetView[]): void {
  if (!Object.hasOwn(panel.node, "targets")) return;
  const all = panel.node["targets"];
  const kept = targets.filter((target) => !isOutside(target)).map(({ query }) => query);
  if (!Array.isArray(all) || kept.length !== all.length) journal.set(panel, ["targets"], kept, { always: true });
}

/**
 * In schema v2 the parts of a query are written anew: what stands beside them, or inside it, could name another data
 * source.
 */
function rebuildQueries({ journal }: RewriteContext, panel: PanelView, targets: readonly TargetView[]): void {
  const data = field(panel.body, "data", "spec");
  const queries = targets
    .filter((target) => !isOutside(target))
    .map(({ query, source, refId, hidden }) => {
      const { datasource: _datasource, ...spec } = query;
      const { group, datasource, version } = source.holder;
      const name = textField(datasource, "name");
      const exact = {
        kind: "DataQuery",
        group: typeof group === "string" ? group : "",
        version: typeof version === "string" ? version : "v0",
        ...(name === undefined ? {} : { datasource: { name } }),
        spec,
      };
      return { kind: "PanelQuery", spec: { query: exact, refId: refId ?? "", hidden } };
    });
  const fresh = {
    kind: "QueryGroup",
    spec: {
      queries,
      transformations: asArray(field(data, "transformations")),
      queryOptions: mutableObject(field(data, "queryOptions")) ?? {},
    },
  };
  const path: JsonPath = ["spec", "data"];
  if (!sameJson(valueAt(panel.node, path), fresh)) journal.set(panel, path, fresh, { always: true });
}
