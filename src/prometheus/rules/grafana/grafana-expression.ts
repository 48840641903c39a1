import { parseDuration } from "../../../text/duration.ts";
import { fieldOf } from "../field-of.ts";
import { compare, NotPromql, type PromqlPart, readMath, reduce } from "./number-expression.ts";

const maxDepth = 20;
/** Grafana takes no smaller step of a Prometheus data source that says nothing of its own. */
const leastStepSeconds = 15;

/**
 * The condition of a Grafana rule as PromQL: it gives a series where the rule fires. Queries of Prometheus, and reduce,
 * math, threshold and classic conditions on them.
 *
 * @param data - queries and expressions by refId.
 * @throws {NotPromql} with the reason, if it cannot be said in PromQL.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
 */
export function grafanaExpression(data: ReadonlyMap<string, unknown>, condition: string): string {
  const part = partOf(condition, 0);
  if (part.kind === "range") throw new NotPromql("the condition is a range query that is not reduced");
  return `(${part.kind === "scalar" ? `vector(${part.text})` : part.text}) != 0`;

  function partOf(refId: string, depth: number): PromqlPart {
    const entry = data.get(refId);
    if (entry === undefined) throw new NotPromql(`there is no query ${refId}`);
    if (depth > maxDepth) throw new NotPromql("expressions use each other in a circle");
    const model = fieldOf(entry, "model");
    const uid = fieldOf(entry, "datasourceUid") ?? fieldOf(entry, "datasourceUID");
    const source = fieldOf(model, "datasource");
    if (uid !== "__expr__" && uid !== "-100" && fieldOf(source, "type") !== "__expr__") return queryPart(entry, model);
    const of = (name: unknown) => partOf(String(name ?? "").replace(/^\$\{?|\}$/g, ""), depth + 1);
    const type = fieldOf(model, "type");
    switch (type) {
      case "reduce":
        return reduce(of(fieldOf(model, "expression")), String(fieldOf(model, "reducer") ?? ""));
      case "math":
        return readMath(String(fieldOf(model, "expression") ?? ""), of);
      case "threshold": {
        const [first] = listOf(fieldOf(model, "conditions"));
        if (fieldOf(first, "unloadEvaluator") !== undefined)
          throw new NotPromql("a recovery threshold is not evaluated");
        return evaluated(of(fieldOf(model, "expression")), fieldOf(first, "evaluator"));
      }
      case "classic_conditions":
        return classic(listOf(fieldOf(model, "conditions")), of);
      default:
        throw new NotPromql(`expressions of the type ${String(type)} are not evaluated`);
    }
  }
}

function queryPart(entry: unknown, model: unknown): PromqlPart {
  const expr = fieldOf(model, "expr");
  const type = fieldOf(fieldOf(model, "datasource"), "type");
  if (typeof expr !== "string" || expr.trim() === "" || (type !== undefined && type !== "prometheus"))
    throw new NotPromql(`it asks ${typeof type === "string" ? type : "a data source"}, not Prometheus`);
  if (/\$/.test(expr.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "")))
    throw new NotPromql("its query has variables of Grafana");
  if (fieldOf(model, "instant") === true || fieldOf(model, "queryType") === "instant")
    return { text: `${expr}\n`, kind: "vector" };
  const times = fieldOf(entry, "relativeTimeRange");
  const [from, to] = [secondsOf(fieldOf(times, "from")) ?? 600, secondsOf(fieldOf(times, "to")) ?? 0];
  if (from <= to) throw new NotPromql("its query has no time range");
  const [intervalMs, points] = ["intervalMs", "maxDataPoints"].map((name) => Number(fieldOf(model, name)));
  const step = Math.max(
    leastStepSeconds,
    Math.ceil((intervalMs || 0) / 1000),
    Math.ceil((from - to) / (points || 43_200)),
  );
  const offset = to === 0 ? "" : ` offset ${to}s`;
  return { text: `(${expr}\n)[${from - to}s:${step}s]${offset}`, kind: "range" };
}

function evaluated(part: PromqlPart, evaluator: unknown): PromqlPart {
  return compare(part, String(fieldOf(evaluator, "type") ?? ""), listOf(fieldOf(evaluator, "params")));
}

/** True as soon as one series is: its result has no labels. */
function classic(conditions: readonly unknown[], of: (refId: unknown) => PromqlPart): PromqlPart {
  let text: string | undefined;
  for (const condition of conditions) {
    const [refId] = listOf(fieldOf(fieldOf(condition, "query"), "params"));
    const reducer = String(fieldOf(fieldOf(condition, "reducer"), "type") ?? "last");
    const one = evaluated(reduce(of(refId), reducer), fieldOf(condition, "evaluator"));
    const series = one.kind === "scalar" ? `vector(${one.text})` : one.text;
    const holds = `(max(${series}) or vector(0))`;
    const isOr = String(fieldOf(fieldOf(condition, "operator"), "type") ?? "and").includes("or");
    text = text === undefined ? holds : isOr ? `((${text} + ${holds}) > bool 0)` : `(${text} * ${holds})`;
  }
  if (text === undefined) throw new NotPromql("it has no conditions");
  return { text, kind: "vector" };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number, or a duration as resources have it. */
function secondsOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  const ms = typeof value === "string" ? parseDuration(value) : undefined;
  return ms === undefined ? undefined : ms / 1000;
}
