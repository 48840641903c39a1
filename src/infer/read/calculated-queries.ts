import { type ExpressionNode, type PanelGraph, panelGraph } from "../../check/expressions/panel-graph.ts";
import type { DashboardParts } from "../../dashboard/view/parts.ts";
import { type DashboardQuery, panelsIn } from "../../dashboard/view/queries.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { parseExpression } from "../../promql/tree/parse.ts";

/** Longest PromQL that stands for an expression. */
const maxLength = 20_000;

/** Parts of Grafana's math in PromQL, as far as that has them. */
const asPromql: Readonly<Record<string, string>> = {
  ...{ "+": "+", "-": "-", "*": "*", "/": "/", "%": "%", "**": "^", "(": "(", ")": ")", ",": "," },
  ...{ ">": "> bool", "<": "< bool", ">=": ">= bool", "<=": "<= bool", "==": "== bool", "!=": "!= bool" },
  ...{ abs: "abs", log: "ln", ceil: "ceil", floor: "floor", round: "round" },
};

/**
 * The queries of a dashboard as its panels show them: a hidden query that an expression calculates with loses the
 * panel's unit and thresholds, which are those of the result, and math is a query of its own, in PromQL. So both sides
 * of `$A / $B` get labels that fit, and a share lies between 0 and 1.
 *
 * @param queries - of {@link read}, in the dashboard's order.
 */
export function throughExpressions(read: DashboardParts, queries: readonly DashboardQuery[]): DashboardQuery[] {
  if (!queries.some(({ dataSourceKind }) => dataSourceKind === "expression")) return [...queries];
  const byPanel = new Map<number | undefined, DashboardQuery[]>();
  for (const query of queries) {
    if (query.place !== "panel") continue;
    const others = byPanel.get(query.panelIndex);
    if (others === undefined) byPanel.set(query.panelIndex, [query]);
    else others.push(query);
  }
  const changed = new Map<DashboardQuery, DashboardQuery>();
  for (const [index, panel] of panelsIn(read).entries()) {
    const own = byPanel.get(index) ?? [];
    if (!own.some(({ dataSourceKind }) => dataSourceKind === "expression")) continue;
    const graph = panelGraph({ panel, queries: own });
    for (const query of own) {
      if (graph.feeding.has(query) && query.prometheus && !keepsUnit(query, graph))
        changed.set(query, { ...query, unit: undefined, panelContext: undefined });
    }
    for (const { refId, query, expression, fault, needed } of graph.expressions) {
      const source = own.find((one) => one === graph.byRefId.get(refId));
      if (source === undefined || expression.type !== "math" || fault !== undefined || !needed) continue;
      const expr = promqlOf(refId, graph);
      if (expr !== undefined && query.hidden !== true && labelsAgree(expr))
        changed.set(source, { ...source, expr, prometheus: true, dataSourceKind: "prometheus" });
    }
  }
  return queries.map((query) => changed.get(query) ?? query);
}

/** Whether only reducers and the like stand between a query and what is shown. */
function keepsUnit(query: DashboardQuery, { expressions, byRefId }: PanelGraph): boolean {
  const passes = new Set([query]);
  for (const { refId, needed, expression } of expressions) {
    if (!needed || !expression.inputs.some((input) => passes.has(byRefId.get(input) as DashboardQuery))) continue;
    if (expression.type !== "reduce" && expression.type !== "resample") return false;
    passes.add(byRefId.get(refId) as DashboardQuery);
  }
  return true;
}

/**
 * Whether no aggregations stand on two sides of an operator that surely keep different labels. Grafana takes what has
 * fewer labels for all of the others; PromQL would want the labels gone.
 */
function labelsAgree(expr: string): boolean {
  const parsed = parseExpression(expr);
  if (!parsed.ok) return false;
  let agree = true;
  walkNodes(parsed.root, (node) => {
    if (node.type !== "binary" || node.matching !== undefined) return;
    const [left, right] = [keptLabels(node.left), keptLabels(node.right)];
    if (left !== undefined && right !== undefined && left !== right) agree = false;
  });
  return agree;
}

/** The labels that an aggregation keeps; undefined where that is not certain, and for numbers. */
function keptLabels(node: PromqlNode): string | undefined {
  if (node.type === "paren") return keptLabels(node.expr);
  if (node.type === "binary") return keptLabels(node.left) ?? keptLabels(node.right);
  const isPlain = node.type === "aggregation" && ["sum", "avg", "min", "max", "count"].includes(node.op);
  if (!isPlain || node.uncertain || node.grouping === "without") return undefined;
  return JSON.stringify([...node.labels].sort());
}

/** A query, or an expression on queries, as PromQL; undefined where that has no words for it. */
function promqlOf(refId: string, graph: PanelGraph, known = nodesOf(graph)): string | undefined {
  const query = graph.byRefId.get(refId);
  const node = known.get(refId);
  if (node === undefined) return query?.prometheus === true ? `(${query.expr}\n)` : undefined;
  const { type, text, inputs } = node.expression;
  if (node.fault !== undefined) return undefined;
  if (type === "reduce" || type === "resample") return promqlOf(inputs[0]!, graph, known);
  if (type !== "math") return undefined;
  const parts =
    text.slice(0, maxLength).match(/\$\{[^}]*\}|\$[\p{L}\p{Nd}_]+|[a-z_]+|[\d.]+|[!<>=&|+\-*/%]+|\S/giu) ?? [];
  let written = "";
  for (const part of parts) {
    const isQuery = part.startsWith("$");
    const next = isQuery
      ? promqlOf(part.replace(/^\$\{?|\}$/g, ""), graph, known)
      : /^[\d.]+$/.test(part)
        ? part
        : Object.hasOwn(asPromql, part)
          ? asPromql[part]
          : undefined;
    if (next === undefined || written.length + next.length > maxLength) return undefined;
    written += `${next} `;
  }
  return `(${written})`;
}

function nodesOf({ expressions }: PanelGraph): ReadonlyMap<string, ExpressionNode> {
  return new Map(expressions.map((node) => [node.refId, node]));
}
