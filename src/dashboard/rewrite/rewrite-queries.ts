import { defined } from "../../json/defined.ts";
import { type JsonPath, setOwn, valueAt } from "../../json/edit.ts";
import { textField } from "../../json/read.ts";
import type { QueryFailure } from "../../promql/grammar/failure.ts";
import { exactGrafanaInterval, parseGrafanaInterval } from "../../text/grafana-interval.ts";
import type { PanelView, TargetView } from "../view/panel-view.ts";
import { hasExpr } from "../view/panels.ts";
import { parts } from "../view/parts.ts";
import type { VariableView } from "../view/variables.ts";
import type { JournalTarget } from "./journal.ts";
import type { Isolated, RewriteContext } from "./rewrite-context.ts";
import type { RewriteFinding } from "./rewrite-options.ts";
import { describePanel } from "./rewrite-sources.ts";

/** Stands where a query cannot be kept to the preview's series: it is valid and finds nothing. */
export const standIn = "vector(0) > 1";
/** The same for a variable. */
export const variableStandIn = `query_result(${standIn})`;

/** Keeps every query of Prometheus to the preview's series, and raises minimum steps. */
export function rewriteQueries(context: RewriteContext): void {
  const { panels, variables, annotations } = parts(context);
  for (const panel of panels) {
    for (const target of panel.targets) {
      if (target.use.kind === "prometheus" && hasExpr(target.query)) rewriteTarget(context, panel, target);
    }
  }
  for (const variable of variables) rewriteVariable(context, variable);
  for (const annotation of annotations) {
    if (annotation.use.kind !== "prometheus") continue;
    for (const path of annotation.exprPaths) isolateAt(context, annotation, path, { annotation: annotation.name });
  }
}

function rewriteTarget(context: RewriteContext, panel: PanelView, { query, path, refId }: TargetView): void {
  isolateAt(context, panel, [...path, "expr"], { ...describePanel(panel), ...defined({ refId }) });
  const { minIntervalMs } = context.options;
  if (minIntervalMs === undefined) return;
  const panelInterval = textField(valueAt(panel.node, panel.paths.queryOptions), "interval");
  const written = textField(query, "interval") || panelInterval || "";
  const intervalMs =
    parseGrafanaInterval(written) ?? (/^(?:0+(?:ms|[smhdwMy])?)?$/.test(written.trim()) ? 0 : undefined);
  // What holds a variable is left as it is: it cannot be known here.
  if (intervalMs !== undefined && intervalMs < minIntervalMs)
    context.journal.set(panel, [...path, "interval"], exactGrafanaInterval(minIntervalMs));
}

/** Isolates the text at `path`. What was only inserted can be taken out again, so that it needs no record. */
function isolateAt(
  context: RewriteContext,
  target: JournalTarget,
  path: JsonPath,
  where: Partial<RewriteFinding>,
): void {
  const expr = valueAt(target.node, path);
  if (typeof expr !== "string") return;
  const result = context.isolate(expr, "query");
  context.count.queries++;
  if (result.ok) put(context, target, path, { expr, ...result });
  else {
    context.journal.set(target, path, standIn);
    refuse(context, where, expr, result);
  }
}

/** Pure insertions can be removed without a record; any other change is recorded. */
function put(
  context: RewriteContext,
  target: JournalTarget,
  path: JsonPath,
  { expr, query, plain, labelOnly }: Isolated & { expr: string },
): void {
  if (!labelOnly) {
    // The label is taken out of a preview's queries before its record is looked at.
    context.journal.set(target, path, plain);
    context.originals.set(query, expr);
  }
  setOwn(valueAt(target.node, path.slice(0, -1)) as unknown[], path.at(-1)!, query);
}

function refuse(
  context: RewriteContext,
  where: Partial<RewriteFinding>,
  expr: string,
  { reason, from, to }: QueryFailure,
): void {
  context.count.replaced++;
  context.findings.push({
    ...where,
    state: "error",
    code: "not-isolated",
    reason: `not run: ${reason}`,
    expr,
    from,
    to,
  });
}

function rewriteVariable(context: RewriteContext, variable: VariableView): void {
  const { query, queryPath, body, bodyPath, name } = variable;
  if (query === undefined) return;
  const path = query.form === "text" ? queryPath : [...queryPath, query.property];
  const result = context.isolate(query.text, "variable");
  context.count.queries++;
  if (!result.ok) {
    context.journal.set(variable, path, variableStandIn);
    refuse(context, { variable: name }, query.text, result);
  } else if (query.form === "fields") context.journal.set(variable, path, result.query, { always: true });
  else put(context, variable, path, { expr: query.text, ...result });
  refreshOnLoad(context, variable, [...bodyPath, "refresh"], body["refresh"]);
}

/** A variable that is never asked anew would keep the values of the server that the dashboard was saved on. */
function refreshOnLoad({ journal }: RewriteContext, target: JournalTarget, path: JsonPath, refresh: unknown): void {
  if (refresh === 0 || refresh === false) journal.set(target, path, 1);
  else if (refresh === "never") journal.set(target, path, "onDashboardLoad");
}
