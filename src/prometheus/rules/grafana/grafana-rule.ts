import type { JsonObject } from "../../../json/read.ts";
import { fieldOf } from "../field-of.ts";
import { findOpen, LeftOpen } from "../left-open.ts";
import { grafanaExpression, listOf } from "./grafana-expression.ts";
import { readManagedQuery, relativeRange } from "./managed-query.ts";
import {
  errorStates,
  type ManagedExpression,
  type ManagedFolder,
  type ManagedQuery,
  type ManagedRule,
  noDataStates,
} from "./managed-rule.ts";
import { NotPromql } from "./number-expression.ts";

/** An alert rule of Grafana: how it is evaluated, or why it is not. */
export type GrafanaRule =
  | {
      readonly name: string;
      readonly managed: ManagedRule;
      readonly expr: string;
      readonly problems: readonly string[];
    }
  | { readonly name: string; readonly reason: string };

/** Fields that decide when a rule fires. */
const deciding = (
  "data condition interval for keep_firing_for keepFiringFor noDataState execErrState isPaused " +
  "missing_series_evals_to_resolve"
).split(" ");
const maxExpressions = 100;
const expressionTypes = new Set(["math", "reduce", "resample", "threshold", "classic_conditions", "sql"]);

/** Whether a rule is one of Grafana's provisioning, its resources or its Terraform provider. */
export function isGrafanaRule(rule: unknown): boolean {
  const data = fieldOf(rule, "data");
  const isOpen = rule instanceof LeftOpen || data instanceof LeftOpen;
  return isOpen || Array.isArray(data) || fieldOf(rule, "expressions") instanceof Map;
}

/** Reads an alert rule of Grafana. @param folder - of its group. */
export function readGrafanaRule(rule: unknown, folder: ManagedFolder = {}): GrafanaRule {
  if (rule instanceof LeftOpen) return { name: "rules that Terraform makes", reason: rule.reason };
  const name = String(fieldOf(rule, "title") ?? fieldOf(rule, "uid") ?? "a rule without a title");
  if (fieldOf(rule, "isPaused") === true || fieldOf(rule, "paused") === true) return { name, reason: "it is paused" };
  if (fieldOf(rule, "record") instanceof Map) return { name, reason: "recording rules of Grafana are not evaluated" };
  const open = deciding.map((key) => fieldOf(rule, key)).find((value) => value instanceof LeftOpen);
  if (open !== undefined) return { name, reason: open.reason };
  const { data, condition } = partsOf(rule);
  if (condition === undefined) return { name, reason: "it has no condition" };
  const problems: string[] = [];
  try {
    const parts = readParts(data, condition);
    const uid = fieldOf(rule, "uid");
    const told = { condition, folder, uid: typeof uid === "string" && uid !== "" ? uid : undefined };
    const managed = { ...parts, ...told, ...settingsOf(rule, name, problems) };
    return { name, problems, ...withExpr(managed, data) };
  } catch (error) {
    if (!(error instanceof NotPromql)) throw error;
    return { name, reason: error.message };
  }
}

function partsOf(rule: unknown): { data: ReadonlyMap<string, unknown>; condition: string | undefined } {
  const expressions = fieldOf(rule, "expressions");
  if (expressions instanceof Map) {
    const data = new Map([...expressions].map(([refId, entry]) => [String(refId), entry as unknown]));
    const source = [...data].find(([, entry]) => fieldOf(entry, "source") === true);
    return { data, condition: source?.[0] };
  }
  const data = new Map(listOf(fieldOf(rule, "data")).map((entry) => [String(fieldOf(entry, "refId")), entry] as const));
  const condition = fieldOf(rule, "condition");
  return { data, condition: typeof condition === "string" && condition !== "" ? condition : undefined };
}

/**
 * Every query, as one without data counts even where nobody uses it, the expressions behind the condition, and others
 * as far as they can be evaluated.
 *
 * @throws {NotPromql} where the condition cannot.
 */
function readParts(
  data: ReadonlyMap<string, unknown>,
  condition: string,
): Pick<ManagedRule, "queries" | "expressions" | "unread"> {
  const queries: ManagedQuery[] = [];
  for (const [refId, entry] of data) if (!isExpression(entry)) queries.push(readManagedQuery(refId, entry));
  const expressions: ManagedExpression[] = [];
  const done = new Set<string>();
  const visit = (refId: string, above: ReadonlySet<string>): void => {
    const entry = data.get(refId);
    if (entry === undefined) throw new NotPromql(`there is no query ${refId}`);
    if (above.has(refId)) throw new NotPromql("expressions use each other in a circle");
    if (done.has(refId) || !isExpression(entry)) return;
    if (done.size >= maxExpressions) throw new NotPromql(`it has more than ${maxExpressions} expressions`);
    const model = calculated(fieldOf(entry, "model"));
    const open = findOpen(model);
    if (open !== undefined) throw new NotPromql(open.reason);
    const type = fieldOf(model, "type");
    if (type === "sql" || typeof type !== "string" || !expressionTypes.has(type))
      throw new NotPromql(`expressions of the type ${String(type)} are not evaluated`);
    for (const used of usedBy(model, type)) visit(used, new Set([...above, refId]));
    if (isHysteresis(model) && refId !== condition)
      throw new NotPromql(`the recovery threshold ${refId} is not the condition`);
    done.add(refId);
    expressions.push({ refId, model: plainObject(model), ...relativeRange(entry) });
  };
  visit(condition, new Set());
  const unread = [...data.keys()].filter((refId) => {
    try {
      visit(refId, new Set());
      return false;
    } catch (error) {
      if (error instanceof NotPromql) return true;
      throw error;
    }
  });
  return { queries, expressions, unread };
}

function isExpression(entry: unknown): boolean {
  const model = fieldOf(entry, "model");
  const uid = fieldOf(entry, "datasourceUid") ?? fieldOf(entry, "datasourceUID");
  const source = fieldOf(fieldOf(model, "datasource"), "type");
  if (uid === "__expr__" || uid === "-100" || source === "__expr__") return true;
  // A uid that only Terraform knows, or none at all.
  return (
    typeof uid !== "string" &&
    fieldOf(model, "expr") === undefined &&
    expressionTypes.has(String(fieldOf(model, "type")))
  );
}

/** The calculation of an expression, without the data source that every expression has. */
const calculated = (model: unknown) =>
  model instanceof Map ? new Map([...model].filter(([key]) => key !== "datasource")) : model;

const isHysteresis = (model: unknown) =>
  fieldOf(model, "type") === "threshold" &&
  listOf(fieldOf(model, "conditions")).some((one) => fieldOf(one, "unloadEvaluator") instanceof Map);

/** The refIds that an expression works with. */
function usedBy(model: unknown, type: string): string[] {
  if (type === "classic_conditions")
    return listOf(fieldOf(model, "conditions")).flatMap((condition) => {
      const [refId] = listOf(fieldOf(fieldOf(condition, "query"), "params"));
      return typeof refId === "string" ? [refId] : [];
    });
  const text = String(fieldOf(model, "expression") ?? "");
  if (type !== "math") return [text.replace(/^\$\{?|\}$/g, "")];
  return [...text.matchAll(/\$(?:\{([^}]+)\}|([A-Za-z_]\w*))/g)].map(([, braced, bare]) => (braced ?? bare)!);
}

function plainObject(model: unknown): JsonObject {
  return plain(model) as JsonObject;
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

function settingsOf(
  rule: unknown,
  name: string,
  problems: string[],
): Pick<ManagedRule, "noDataState" | "execErrState" | "missingSeriesEvalsToResolve"> {
  const state = <const State extends string>(key: string, known: readonly State[], usual: State): State => {
    const written = fieldOf(rule, key);
    if (written === undefined || written === null || written === "") return usual;
    const found = known.find((one) => one.toLowerCase() === String(written).trim().toLowerCase());
    if (found === undefined)
      problems.push(`rule "${name}": \`${key}: ${String(written)}\` is none of ${known.join(", ")}`);
    return found ?? usual;
  };
  const isResource = fieldOf(rule, "expressions") instanceof Map;
  const evals =
    fieldOf(rule, "missing_series_evals_to_resolve") ?? fieldOf(rule, "missingSeriesEvalsToResolve") ?? undefined;
  const count = evals === undefined || evals === "" ? 2 : Number(evals);
  // Terraform's provider writes 0 for none.
  const isGiven = count !== 0;
  if (isGiven && (!Number.isInteger(count) || count < 0))
    problems.push(`rule "${name}": \`missing_series_evals_to_resolve: ${String(evals)}\` is no count of evaluations`);
  return {
    noDataState: state("noDataState", noDataStates, "NoData"),
    execErrState: state("execErrState", errorStates, isResource ? "Error" : "Alerting"),
    missingSeriesEvalsToResolve: isGiven && Number.isInteger(count) && count > 0 ? count : 2,
  };
}

/** The rule in PromQL; where that does not say it, its queries. */
function withExpr(
  managed: Omit<ManagedRule, "isTranslated">,
  data: ReadonlyMap<string, unknown>,
): { readonly managed: ManagedRule; readonly expr: string } {
  const models = new Map([...data].map(([refId, entry]) => [refId, fieldOf(entry, "model")]));
  try {
    const expr = grafanaExpression(managed.queries, models, managed.condition);
    return { managed: { ...managed, isTranslated: true }, expr };
  } catch (error) {
    if (!(error instanceof NotPromql)) throw error;
    if (managed.queries.length === 0) throw new NotPromql("it has no query");
    const expr = managed.queries.map((query) => `(${query.expr}\n)`).join(" or ");
    return { managed: { ...managed, isTranslated: false }, expr };
  }
}
