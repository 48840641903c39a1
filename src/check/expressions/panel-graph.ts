import type { DataSourceKind } from "../../dashboard/view/data-source.ts";
import type { TargetView } from "../../dashboard/view/panel-view.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import { quote } from "../explain/explanation.ts";
import type { PanelGroup } from "../panel-groups.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { type Expression, readExpression } from "./expression.ts";

/** Why Grafana cannot run an expression, whatever the data. */
export interface ExpressionFault {
  readonly code: "input-missing" | "input-circle" | "expression-refused";
  readonly reason: string;
}

/** An expression of a panel. */
export interface ExpressionNode {
  readonly refId: string;
  readonly query: CheckQuery;
  readonly expression: Expression;
  readonly fault?: ExpressionFault;
  /** It is shown, or what is shown uses it. */
  readonly needed: boolean;
}

/** A panel's expressions, and the queries that they use. */
export interface PanelGraph {
  /** Inputs before those that use them. Expressions at fault are among them. */
  readonly expressions: readonly ExpressionNode[];
  /** The panel's queries by refId, expressions too; of several with one refId the first. */
  readonly byRefId: ReadonlyMap<string, CheckQuery>;
  /** Queries that are hidden in the panel, and used by an expression that is shown. */
  readonly feeding: ReadonlySet<CheckQuery>;
}

/** Expressions of one panel that are looked at. */
const maxExpressions = 200;

const nothing: PanelGraph = { expressions: [], byRefId: new Map(), feeding: new Set() };

/**
 * Reads which queries a panel's expressions use, directly and through one another.
 *
 * @param fillIn - fills in the dashboard's variables.
 */
export function panelGraph({ panel, queries }: PanelGroup, fillIn?: (text: string) => string): PanelGraph {
  const targets = panel.view?.targets ?? [];
  if (!targets.some(({ use }) => use.kind === "expression")) return nothing;
  const refIds = completeRefIds(targets);
  const byRefId = new Map<string, CheckQuery>();
  const expressions = new Map<string, { readonly query: CheckQuery; readonly expression: Expression }>();
  for (const query of queries) {
    const target = targets[query.targetIndex ?? -1];
    const refId = refIds[query.targetIndex ?? -1] ?? query.refId;
    if (refId === undefined || byRefId.has(refId)) continue;
    byRefId.set(refId, query);
    if (target === undefined || target.use.kind !== "expression" || expressions.size >= maxExpressions) continue;
    const expression = readExpression(target.query, fillIn);
    expressions.set(refId, { query: { ...query, originalExpr: expression.text }, expression });
  }
  const { order, circles } = inOrder(
    new Map([...expressions].map(([refId, { expression }]) => [refId, expression.inputs])),
  );
  const needed = new Set([...expressions.keys()].filter((refId) => expressions.get(refId)!.query.hidden !== true));
  for (const refId of needed) for (const input of expressions.get(refId)?.expression.inputs ?? []) needed.add(input);
  const kindOf = (refId: string) => byRefId.get(refId)?.dataSourceKind;
  return {
    expressions: order.map((refId) => {
      const { query, expression } = expressions.get(refId)!;
      const types = (input: string) => expressions.get(input)?.expression.type;
      const fault = faultOf(refId, expression, { byRefId, circles, kindOf, types });
      return { refId, query, expression, needed: needed.has(refId), ...(fault === undefined ? {} : { fault }) };
    }),
    byRefId,
    feeding: new Set(
      [...byRefId].flatMap(([refId, query]) => (query.hidden === true && needed.has(refId) ? query : [])),
    ),
  };
}

/** As Grafana when it opens a dashboard: a query without a refId gets the first free letter. */
function completeRefIds(targets: readonly TargetView[]): string[] {
  const taken = new Set(targets.flatMap(({ refId }) => refId || []));
  return targets.map(({ refId }) => {
    if (refId !== undefined && refId !== "") return refId;
    const free = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.has(letter)) ?? `query ${taken.size}`;
    taken.add(free);
    return free;
  });
}

/** Inputs first, each once, and those that are part of a circle or use one. */
function inOrder(inputs: ReadonlyMap<string, readonly string[]>) {
  const order: string[] = [];
  const circles = new Map<string, readonly string[]>();
  const path: string[] = [];
  const done = new Set<string>();
  const visit = (refId: string): void => {
    const at = path.indexOf(refId);
    if (at !== -1) for (const one of path.slice(at)) if (!circles.has(one)) circles.set(one, path.slice(at));
    if (at !== -1 || done.has(refId) || !inputs.has(refId)) return;
    path.push(refId);
    for (const input of inputs.get(refId)!) visit(input);
    path.pop();
    done.add(refId);
    order.push(refId);
  };
  for (const refId of inputs.keys()) visit(refId);
  return { order, circles };
}

interface Surroundings {
  readonly byRefId: ReadonlyMap<string, CheckQuery>;
  readonly circles: ReadonlyMap<string, readonly string[]>;
  readonly kindOf: (refId: string) => DataSourceKind | undefined;
  /** The type of an expression. */
  readonly types: (refId: string) => string | undefined;
}

function faultOf(
  refId: string,
  { type, inputs, fault }: Expression,
  around: Surroundings,
): ExpressionFault | undefined {
  const { byRefId, circles, kindOf, types } = around;
  const refused = (reason: string): ExpressionFault => ({
    code: "expression-refused",
    reason: `Grafana refuses it: ${reason}`,
  });
  if (fault !== undefined) return refused(fault);
  const missing = inputs.find((input) => !byRefId.has(input));
  if (missing !== undefined) {
    const others = [...byRefId.keys()].filter((other) => other !== refId);
    const near = nearestKey(missing, others) ?? (others.length === 1 ? others[0] : undefined);
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    return {
      code: "input-missing",
      reason: `expression ${refId} uses query ${quote(missing)}, which the panel does not have${hint}`,
    };
  }
  const circle = circles.get(refId);
  if (circle !== undefined) {
    const reason = inputs.includes(refId)
      ? `expression ${refId} uses itself`
      : `expressions use each other in a circle: ${[...circle, circle[0]].join(" → ")}`;
    return { code: "input-circle", reason };
  }
  const shared = inputs.find((input) => ["dashboard", "grafana", "mixed"].includes(kindOf(input) ?? ""));
  if (shared !== undefined) return refused(`query ${shared} is not run by a data source that its server can ask`);
  const calculated = inputs.find((input) => types(input) !== undefined);
  if (calculated !== undefined && (type === "sql" || type === "classic_conditions"))
    return refused(`it takes queries only, and ${calculated} is an expression`);
  const last = inputs.find((input) => types(input) === "sql" || types(input) === "classic_conditions");
  return last === undefined ? undefined : refused(`${last} may not be used by other expressions`);
}
