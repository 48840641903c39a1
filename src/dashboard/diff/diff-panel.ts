import { type JsonPath, valueAt } from "../../json/edit.ts";
import { asObject, textField } from "../../json/read.ts";
import { classifyReference, type DataSourceNames } from "../view/data-source.ts";
import type { PanelContext } from "../view/panel-context.ts";
import type { PanelView, TargetView } from "../view/panel-view.ts";
import { hasExpr } from "../view/panels.ts";
import { isBlank } from "../view/queries.ts";
import { readReference } from "../view/source-slot.ts";
import type { DashboardChange, DiffPanel } from "./diff-changes.ts";
import { changedSettings } from "./diff-settings.ts";

/** Compared by themselves, or noise. */
const panelNoise = new Set(
  (
    "id title type description datasource targets gridPos pluginVersion panels thresholds unit format yaxes " +
    "repeatIteration repeatPanelId repeatRowId scopedVars libraryPanel renderer span height data vizConfig " +
    "collapsed fieldConfig options"
  ).split(" "),
);
const queryNoise = new Set("expr refId datasource hide editorMode key step metric query builder".split(" "));
const defaultsNoise = new Set(["unit", "min", "max", "thresholds"]);

/** A panel for messages. */
export function diffPanel({ id, title, type }: PanelView): DiffPanel {
  return { id, title, type };
}

/** The changes inside a panel that is in both states. */
export function comparePanels(
  base: PanelView,
  head: PanelView,
  names: { base: DataSourceNames; head: DataSourceNames },
): DashboardChange[] {
  const panel = diffPanel(head);
  const [before, after] = [base.settings, head.settings];
  const changes: DashboardChange[] = [];
  const differ = (
    kind: "panel-retitled" | "panel-type" | "panel-unit" | "panel-range" | "panel-thresholds" | "panel-description",
    read: (context: PanelContext) => string | undefined,
  ) => {
    const [old, now] = [read(before) || undefined, read(after) || undefined];
    if (old !== now) changes.push({ kind, panel, before: old ?? "none", after: now ?? "none" });
  };
  differ("panel-retitled", ({ title }) => title);
  differ("panel-type", ({ type }) => type);
  changes.push(...compareQueries(base, head, names));
  differ("panel-unit", ({ unit }) => unit);
  differ("panel-range", ({ min, max }) =>
    min === undefined && max === undefined ? undefined : `${min ?? "auto"} to ${max ?? "auto"}`,
  );
  differ("panel-thresholds", describeThresholds);
  differ("panel-description", ({ description }) => description);
  const settings = otherSettings(base, head);
  // A panel of another type has other settings altogether.
  if (settings.length > 0 && before.type === after.type) changes.push({ kind: "panel-settings", panel, settings });
  return changes;
}

/** One step without a value is what every new panel has. */
function describeThresholds({ thresholds, thresholdMode }: PanelContext): string | undefined {
  const steps = thresholds.filter(({ value }) => value !== undefined);
  const unit = thresholdMode === "percentage" ? " %" : "";
  return steps.length === 0
    ? undefined
    : steps.map(({ value, color }) => `${value}${unit}${color === undefined ? "" : ` ${color}`}`).join(", ");
}

function otherSettings(base: PanelView, head: PanelView): string[] {
  const read = ({ node, body, paths }: PanelView) => {
    const config = asObject(valueAt(node, paths.fieldConfig));
    // In the classic schema these are among the panel's other properties.
    const apart = (path: JsonPath) => (path.length > 1 ? valueAt(node, path) : undefined);
    return {
      rest: body,
      options: valueAt(node, paths.options),
      defaults: config?.["defaults"],
      overrides: config?.["overrides"],
      transformations: apart(paths.transformations),
      queryOptions: apart(paths.queryOptions),
    };
  };
  const [one, other] = [read(base), read(head)];
  return [
    ...changedSettings(one.rest, other.rest, panelNoise),
    ...changedSettings(one.options, other.options).map((path) => `options.${path}`),
    ...changedSettings(one.defaults, other.defaults, defaultsNoise).map((path) => `fieldConfig.${path}`),
    ...changedSettings(one.overrides, other.overrides).map((path) => `overrides.${path}`),
    ...changedSettings(one.transformations, other.transformations).map((path) => `transformations.${path}`),
    ...changedSettings(one.queryOptions, other.queryOptions),
  ].slice(0, 8);
}

function compareQueries(
  base: PanelView,
  head: PanelView,
  names: { base: DataSourceNames; head: DataSourceNames },
): DashboardChange[] {
  const panel = diffPanel(head);
  const [old, now] = [byRefId(base), byRefId(head)];
  const changes: DashboardChange[] = [];
  const sources = [sourcesOf(base, names.base), sourcesOf(head, names.head)];
  if (sources[0] !== sources[1])
    changes.push({ kind: "panel-data-source", panel, before: sources[0], after: sources[1] });
  for (const [refId, target] of old) {
    const other = now.get(refId);
    if (other === undefined) {
      if (!isEmpty(target))
        changes.push({ kind: "query-removed", panel, refId, before: textOf(target), after: undefined });
      continue;
    }
    const [before, after] = [textOf(target), textOf(other)];
    if (normal(before) !== normal(after)) changes.push({ kind: "query-changed", panel, refId, before, after });
    const settings = changedSettings(target.query, other.query, queryNoise);
    if (target.hidden !== other.hidden) settings.unshift("hidden");
    if (settings.length > 0) changes.push({ kind: "query-settings", panel, refId, settings });
  }
  for (const [refId, target] of now) {
    if (!old.has(refId) && !isEmpty(target))
      changes.push({ kind: "query-added", panel, refId, before: undefined, after: textOf(target) });
  }
  return changes;
}

function byRefId(panel: PanelView): Map<string, TargetView> {
  const found = new Map<string, TargetView>();
  for (const [index, target] of panel.targets.entries()) {
    const refId = target.refId ?? `#${index + 1}`;
    found.set(found.has(refId) ? `${refId}#${index + 1}` : refId, target);
  }
  return found;
}

/** The data sources of a panel by what they are; how they are named does not matter. */
function sourcesOf(panel: PanelView, names: DataSourceNames): string {
  const own = classifyReference(panel.source === undefined ? undefined : readReference(panel.source), names, true);
  const labels = panel.targets.map((target) => {
    const use = target.own;
    const meant = use.byDefault ? own : use;
    return meant.kind === "prometheus" ? "prometheus" : meant.label;
  });
  return [...new Set(labels)].sort().join(", ");
}

function isEmpty({ query: { expr: _expr, ...rest }, query }: TargetView): boolean {
  return isBlank(rest) && !hasExpr(query);
}

function textOf({ query }: TargetView): string {
  return (
    textField(query, "expr") ??
    textField(query, "query") ??
    textField(query, "rawSql") ??
    JSON.stringify(query).slice(0, 1000)
  );
}

/** Longer queries are compared as they are. */
const maxNormalized = 100_000;

/** Line breaks and indentation mean nothing in a query, outside of quotes. */
function normal(text: string): string {
  if (text.length > maxNormalized) return text;
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\s+/g, (part) => (part.trim() === "" ? " " : part))
    .trim();
}
