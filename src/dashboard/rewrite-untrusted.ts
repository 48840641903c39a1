import { asArray, field, textField } from "../grafana/json.ts";
import { type AnnotationView, annotationsOf } from "./annotations.ts";
import { type JsonPath, type MutableObject, valueAt } from "./edit-json.ts";
import type { JournalTarget } from "./journal.ts";
import { type PanelView, panelsOf } from "./panels.ts";
import type { RewriteContext } from "./rewrite-context.ts";
import { describePanel, isForeign, type UsedTarget, usedTargets } from "./rewrite-sources.ts";
import { textPanel } from "./text-panel.ts";
import { cleanPanel, cleanTexts } from "./untrusted-clean.ts";
import { withoutUserVariables } from "./untrusted-text.ts";
import { type VariableView, variablesOf } from "./variable-slots.ts";

/** Grafana's own visualisations that show data, and load nothing that the dashboard names. */
const shownTypes = new Set(
  "row text timeseries graph stat singlestat gauge bargauge table table-old heatmap histogram piechart grafana-piechart-panel barchart state-timeline status-history candlestick trend xychart logs dashlist alertlist annolist nodeGraph flamegraph traces datagrid".split(
    " ",
  ),
);

/**
 * Takes out of an untrusted dashboard what reaches beyond the preview's data: queries of other data sources, panels of plugins, pictures and links to
 * elsewhere, actions, and variables that name the one who looks.
 */
export function confineUntrusted(context: RewriteContext): void {
  const { model, kind, names, journal } = context;
  for (const panel of panelsOf(model, kind)) confinePanel(context, panel);
  for (const panel of panelsOf(model, kind)) cleanPanel(context, panel);
  for (const variable of variablesOf(model, kind, names)) confineVariable(context, variable);
  for (const annotation of annotationsOf(model, kind, names)) confineAnnotation(context, annotation);
  const target: JournalTarget = { slot: undefined, node: model };
  const text = textField(model, "description");
  if (text !== undefined && withoutUserVariables(text) !== text) journal.set(target, ["description"], withoutUserVariables(text));
}

/** Why a panel is not shown at all; undefined if it is. */
function refusal({ type }: PanelView, targets: readonly UsedTarget[]): string | undefined {
  if (type !== "" && !shownTypes.has(type)) return `is of the type ${type.replaceAll(/[^\w -]/g, "").slice(0, 50)}`;
  const foreign = targets.find(isForeign);
  return foreign === undefined || targets.some(({ use }) => use.kind === "prometheus") ? undefined : `asks ${plainLabel(foreign)}`;
}

function plainLabel({ use }: UsedTarget): string {
  return use.label.replaceAll(/[^\w .$:-]/g, "").slice(0, 60);
}

function confinePanel(context: RewriteContext, panel: PanelView): void {
  const { journal, findings } = context;
  const note = (reason: string) => findings.push({ ...describePanel(panel), state: "skipped", code: "untrusted", reason });
  const targets = usedTargets(panel, context);
  const refused = refusal(panel, targets);
  if (refused !== undefined) {
    note(`${refused}: not shown for an untrusted dashboard`);
    const message = `Not previewed: this panel ${refused}, and the dashboard is not trusted.`;
    journal.replace(panel, textPanel(panel, message));
    return;
  }
  const foreign = targets.filter(isForeign);
  if (foreign.length === 0) return;
  note(`asks ${plainLabel(foreign[0]!)} too: that query is taken out`);
  const path: JsonPath = panel.kind === "v2" ? ["spec", "data", "spec", "queries"] : ["targets"];
  const out = new Set(foreign.map((target) => Number(target.path[path.length])));
  const kept = asArray(valueAt(panel.node, path)).filter((_, index) => !out.has(index));
  journal.set(panel, path, kept, { always: true });
}

function confineVariable(context: RewriteContext, variable: VariableView): void {
  const { use, type, name, kind, body } = variable;
  const asks = use !== undefined && (use.kind === "other" || (use.kind === "unknown" && type === "query"));
  if (!asks) {
    cleanTexts(context, variable);
    return;
  }
  context.findings.push({
    variable: name,
    state: "skipped",
    code: "untrusted",
    reason: `asks ${use.label}: its saved value is used instead`,
  });
  const saved = field(body, "current", "value");
  const text = withoutUserVariables(typeof saved === "string" && saved !== "$__all" ? saved : "");
  const shared = { name, label: body["label"] ?? name, hide: body["hide"] ?? (kind === "v2" ? "dontHide" : 0), skipUrlSync: false };
  const value = { query: text, current: { text, value: text } };
  const options = [{ text, value: text, selected: true }];
  const custom: MutableObject =
    kind === "v2"
      ? { kind: "CustomVariable", spec: { ...shared, ...value, options, multi: false, includeAll: false, allowCustomValue: true } }
      : { ...shared, ...value, options, type: "custom", multi: false, includeAll: false };
  context.journal.replace(variable, custom);
}

/** An annotation of another data source becomes one of Grafana's own that is switched off. */
function confineAnnotation(context: RewriteContext, annotation: AnnotationView): void {
  const { use, name, node } = annotation;
  if (use.kind === "prometheus" || use.kind === "grafana") {
    cleanTexts(context, annotation);
    return;
  }
  context.findings.push({
    annotation: name,
    state: "skipped",
    code: "untrusted",
    reason: `asks ${use.label}: taken out of an untrusted dashboard`,
  });
  const shared = { name, enable: false, hide: true, iconColor: "gray" };
  const source = { name: "-- Grafana --" };
  const nothing: MutableObject =
    context.kind === "v2"
      ? {
          kind: node["kind"],
          spec: { ...shared, query: { kind: "DataQuery", group: "grafana", version: "v0", datasource: source, spec: {} } },
        }
      : { ...shared, datasource: { type: "grafana", uid: "-- Grafana --" } };
  context.journal.replace(annotation, nothing);
}
