import { defined } from "../../json/defined.ts";
import { sameJson } from "../../json/edit.ts";
import { textField } from "../../json/read.ts";
import { type AnnotationView, annotationsOf } from "../read/annotations.ts";
import { classifyReference, type DataSourceUse, effectiveUse, readReference } from "../read/data-source.ts";
import { type PanelView, panelsOf, type SourceSlot, type TargetView, targetsOf } from "../read/panels.ts";
import { hasExpr, panelUse } from "../read/queries.ts";
import { choosesPrometheus, type VariableView, variablesOf } from "../read/variable-slots.ts";
import type { JournalTarget } from "./journal.ts";
import type { RewriteContext } from "./rewrite-context.ts";

/** Points every reference to Prometheus at the preview's data source, and says what asks others. */
export function rewriteSources(context: RewriteContext): void {
  const { model, kind, names } = context;
  for (const panel of panelsOf(model, kind)) rewritePanel(context, panel);
  for (const variable of variablesOf(model, kind, names)) rewriteVariable(context, variable);
  for (const annotation of annotationsOf(model, kind, names)) rewriteAnnotation(context, annotation);
}

/** A query of a panel and what it is asked of. */
export interface UsedTarget extends TargetView {
  /** The data source of its own reference. */
  readonly own: DataSourceUse;
  readonly use: DataSourceUse;
}

/** The queries of a panel with what each is asked of. */
export function usedTargets(panel: PanelView, { names }: Pick<RewriteContext, "names">): UsedTarget[] {
  const targets = targetsOf(panel);
  const parent = panelUse(panel, targets, names);
  return targets.map((target) => {
    const own = classifyReference(readReference(target.source), names, hasExpr(target.query));
    return { ...target, own, use: effectiveUse(parent, own) };
  });
}

/** A data source that a preview cannot show. */
export function isForeign({ query, use }: UsedTarget): boolean {
  return (
    use.kind === "other" ||
    (use.kind === "unknown" && Object.keys(query).some((name) => !["refId", "datasource", "hide"].includes(name)))
  );
}

function rewritePanel(context: RewriteContext, panel: PanelView): void {
  const targets = usedTargets(panel, context);
  if (panel.kind === "classic") {
    const slot: SourceSlot = { form: "classic", path: [], holder: panel.node };
    const parent = panelUse(panel, targets, context.names)!;
    const inheriting = targets.filter(({ own, use }) => own.byDefault && use.kind === "prometheus");
    const alone = targets.every(({ use }) => ["prometheus", "expression", "unknown"].includes(use.kind));
    if (parent.kind === "prometheus" && !parent.byDefault) setSource(context, panel, slot);
    else if (parent.byDefault && inheriting.length > 0 && alone) setSource(context, panel, slot);
    else for (const { source } of inheriting) setSource(context, panel, source);
  }
  for (const { own, source } of targets) {
    if (own.kind === "prometheus" && (panel.kind === "v2" || !own.byDefault)) setSource(context, panel, source);
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

function setSource(
  { journal, options }: RewriteContext,
  target: JournalTarget,
  { form, path, holder }: SourceSlot,
): void {
  const { type, uid } = options.dataSource;
  if (form === "classic") {
    const reference = { type, uid };
    if (!sameJson(holder["datasource"], reference)) journal.set(target, [...path, "datasource"], reference);
    return;
  }
  if (holder["group"] !== type) journal.set(target, [...path, "group"], type);
  if (!sameJson(holder["datasource"], { name: uid })) journal.set(target, [...path, "datasource"], { name: uid });
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
    [variable.kind === "v2" ? "pluginId" : "query"]: type,
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
