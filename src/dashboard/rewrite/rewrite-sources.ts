import { defined } from "../../json/defined.ts";
import { sameJson } from "../../json/edit.ts";
import { textField } from "../../json/read.ts";
import type { AnnotationView } from "../view/annotations.ts";
import type { PanelView, TargetView } from "../view/panel-view.ts";
import { hasExpr } from "../view/panels.ts";
import { parts } from "../view/parts.ts";
import { isBlank } from "../view/queries.ts";
import { schemas } from "../view/schema.ts";
import { referenceChanges, type SourceSlot } from "../view/source-slot.ts";
import { choosesPrometheus } from "../view/variable-slots.ts";
import type { VariableView } from "../view/variables.ts";
import type { JournalTarget } from "./journal.ts";
import type { RewriteContext } from "./rewrite-context.ts";

/** Points every reference to Prometheus at the preview's data source, and says what asks others. */
export function rewriteSources(context: RewriteContext): void {
  const { panels, variables, annotations } = parts(context);
  for (const panel of panels) rewritePanel(context, panel);
  for (const variable of variables) rewriteVariable(context, variable);
  for (const annotation of annotations) rewriteAnnotation(context, annotation);
}

/** A data source that a preview cannot show. */
export function isForeign({ query, use }: TargetView): boolean {
  return use.kind === "other" || (use.kind === "unknown" && !isBlank(query));
}

function rewritePanel(context: RewriteContext, panel: PanelView): void {
  const { targets, source: slot, use: parent } = panel;
  if (slot !== undefined && parent !== undefined) {
    const inheriting = targets.filter(({ own, use }) => own.byDefault && use.kind === "prometheus");
    const alone = targets.every(({ use }) => ["prometheus", "expression", "unknown"].includes(use.kind));
    if (parent.kind === "prometheus" && !parent.byDefault) setSource(context, panel, slot);
    else if (parent.byDefault && inheriting.length > 0 && alone) setSource(context, panel, slot);
    else for (const { source } of inheriting) setSource(context, panel, source);
  }
  for (const { own, source } of targets) {
    if (own.kind === "prometheus" && (slot === undefined || !own.byDefault)) setSource(context, panel, source);
  }
  const foreign = targets.filter(isForeign);
  if (foreign.length === 0) return;
  const labels = [...new Set(foreign.map(({ use }) => use.label))].join(", ");
  const [only] = foreign;
  context.findings.push({
    ...describePanel(panel),
    ...(foreign.length === 1 && only?.refId !== undefined ? { refId: only.refId } : {}),
    state: "skipped",
    code: "other-data-source",
    reason: `${labels} queries aren't previewed`,
    ...(foreign.length === 1 && hasExpr(only?.query) ? { expr: textField(only?.query, "expr") ?? "" } : {}),
  });
}

/** How findings name a panel. */
export function describePanel({ title, id }: PanelView): { panel: string; panelId?: number } {
  return { panel: title, ...defined({ panelId: id }) };
}

function setSource({ journal, options }: RewriteContext, target: JournalTarget, slot: SourceSlot): void {
  for (const { path, value } of referenceChanges(slot, options.dataSource)) journal.set(target, path, value);
}

function rewriteVariable(context: RewriteContext, variable: VariableView): void {
  if (variable.use?.kind === "prometheus" && variable.source !== undefined)
    setSource(context, variable, variable.source);
  if (choosesPrometheus(variable)) pinVariable(context, variable);
  if (variable.type === "query" && variable.use?.kind === "other") {
    context.findings.push({
      variable: variable.name,
      state: "skipped",
      code: "other-data-source",
      reason: `${variable.use.label} queries aren't previewed`,
    });
  }
}

/** A variable that chooses among Prometheus servers has one choice left, for titles and links that name it. */
function pinVariable({ journal, options }: RewriteContext, variable: VariableView): void {
  const { name, type, uid } = options.dataSource;
  const at = (property: string) => [...variable.bodyPath, property];
  const multi = variable.body["multi"] === true;
  const pinned = {
    [schemas[variable.kind].plugin]: type,
    regex: `/^${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$/`,
    current: { text: multi ? [name] : name, value: multi ? [uid] : uid },
  };
  for (const [property, value] of Object.entries(pinned)) {
    if (!sameJson(variable.body[property], value)) journal.set(variable, at(property), value, { always: true });
  }
}

function rewriteAnnotation(context: RewriteContext, annotation: AnnotationView): void {
  const { use, source, name } = annotation;
  if (use.kind === "prometheus") setSource(context, annotation, source);
  if (use.kind !== "other" && (use.kind !== "unknown" || use.byDefault)) return;
  context.findings.push({
    annotation: name,
    state: "skipped",
    code: "other-data-source",
    reason: `${use.label} queries aren't previewed`,
  });
}
