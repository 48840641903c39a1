import { fieldOf } from "../field-of.ts";
import type { ManagedQuery } from "./managed-rule.ts";
import { compare, NotPromql, type PromqlPart, readMath, reduce } from "./number-expression.ts";

const maxDepth = 20;
/** In PromQL, a finer step would say the same of usual series, and cost more. */
const leastStepSeconds = 15;

/**
 * The condition of a Grafana rule as PromQL: it gives a series where the rule fires. Queries of Prometheus, and reduce,
 * math, threshold and classic conditions on them. It tells which series a rule needs and why it is quiet; the rule is
 * evaluated as Grafana does.
 *
 * @param models - of expressions, by refId.
 * @throws {NotPromql} with the reason, if it cannot be said in PromQL.
 * @see https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
 */
export function grafanaExpression(
  queries: readonly ManagedQuery[],
  models: ReadonlyMap<string, unknown>,
  condition: string,
): string {
  const model = models.get(condition);
  const [first] = listOf(fieldOf(model, "conditions"));
  if (fieldOf(model, "type") === "threshold") {
    const compared = partOf(nameIn(fieldOf(model, "expression")), 1);
    const plain = comparison(compared, fieldOf(first, "evaluator"));
    if (plain !== undefined) return plain;
  }
  const part = partOf(condition, 0);
  if (part.kind === "range") throw new NotPromql("the condition is a range query that is not reduced");
  return `(${part.kind === "scalar" ? `vector(${part.text})` : part.text}) != 0`;

  function partOf(refId: string, depth: number): PromqlPart {
    const query = queries.find((one) => one.refId === refId);
    if (query !== undefined) return queryPart(query);
    const model = models.get(refId);
    if (model === undefined) throw new NotPromql(`there is no query ${refId}`);
    if (depth > maxDepth) throw new NotPromql("expressions use each other in a circle");
    const of = (name: unknown) => partOf(nameIn(name), depth + 1);
    const type = fieldOf(model, "type");
    switch (type) {
      case "reduce":
        if (fieldOf(fieldOf(model, "settings"), "mode")) throw new NotPromql("reducers with a mode");
        return reduce(of(fieldOf(model, "expression")), String(fieldOf(model, "reducer") ?? ""));
      case "math":
        return readMath(String(fieldOf(model, "expression") ?? ""), of);
      case "threshold": {
        const [first] = listOf(fieldOf(model, "conditions"));
        return evaluated(of(fieldOf(model, "expression")), fieldOf(first, "evaluator"));
      }
      case "classic_conditions":
        return classic(listOf(fieldOf(model, "conditions")), of);
      default:
        throw new NotPromql(`expressions of the type ${String(type)} are not evaluated`);
    }
  }
}

function queryPart({ expr, isInstant, fromMs, toMs, stepMs }: ManagedQuery): PromqlPart {
  if (isInstant) return { text: `${expr}\n`, kind: "vector" };
  const [range, offset, step] = [fromMs - toMs, toMs, stepMs].map((ms) => Math.ceil(ms / 1000)) as [
    number,
    number,
    number,
  ];
  const late = offset === 0 ? "" : ` offset ${offset}s`;
  return { text: `(${expr}\n)[${range}s:${Math.max(leastStepSeconds, step)}s]${late}`, kind: "range" };
}

/** `A` and `$A` are the same. */
const nameIn = (name: unknown) => String(name ?? "").replace(/^\$\{?|\}$/g, "");

const signs: Readonly<Record<string, string>> = { gt: ">", lt: "<", eq: "==", ne: "!=", gte: ">=", lte: "<=" };

/** A threshold as PromQL would say it at first hand. */
function comparison({ text, kind }: PromqlPart, evaluator: unknown): string | undefined {
  const type = String(fieldOf(evaluator, "type") ?? "");
  const sign = Object.hasOwn(signs, type) ? signs[type] : undefined;
  const [bound] = listOf(fieldOf(evaluator, "params"));
  if (kind !== "vector" || sign === undefined || typeof bound !== "number" || !Number.isFinite(bound)) return undefined;
  return `(${text}) ${sign} ${bound}`;
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

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
