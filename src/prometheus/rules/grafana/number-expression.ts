/** A part of a Grafana rule as PromQL. */
export interface PromqlPart {
  readonly text: string;
  /** `range`: a series over time, which has to be reduced; `scalar`: a number without labels. */
  readonly kind: "vector" | "scalar" | "range";
}

/** A rule cannot be said in PromQL. */
export class NotPromql extends Error {}

const reducers: Readonly<Record<string, (range: string) => string>> = {
  last: (range) => `last_over_time(${range})`,
  mean: (range) => `avg_over_time(${range})`,
  avg: (range) => `avg_over_time(${range})`,
  min: (range) => `min_over_time(${range})`,
  max: (range) => `max_over_time(${range})`,
  sum: (range) => `sum_over_time(${range})`,
  count: (range) => `count_over_time(${range})`,
  median: (range) => `quantile_over_time(0.5, ${range})`,
};

/** A range reduced to a number for each series. Numbers stay as they are, as in Grafana. */
export function reduce(part: PromqlPart, reducer: string): PromqlPart {
  if (part.kind !== "range") return part;
  const make = Object.hasOwn(reducers, reducer) ? reducers[reducer] : undefined;
  if (make === undefined) throw new NotPromql(`the reducer ${reducer} is not evaluated`);
  return { text: make(part.text), kind: "vector" };
}

const bounds: Readonly<Record<string, (x: string, a: string, b: string) => string>> = {
  gt: (x, a) => `${x} > bool ${a}`,
  lt: (x, a) => `${x} < bool ${a}`,
  eq: (x, a) => `${x} == bool ${a}`,
  ne: (x, a) => `${x} != bool ${a}`,
  gte: (x, a) => `${x} >= bool ${a}`,
  lte: (x, a) => `${x} <= bool ${a}`,
  within_range: (x, a, b) => `(${x} > bool ${a}) * (${x} < bool ${b})`,
  outside_range: (x, a, b) => `(${x} < bool ${a}) + (${x} > bool ${b})`,
  within_range_included: (x, a, b) => `(${x} >= bool ${a}) * (${x} <= bool ${b})`,
  outside_range_included: (x, a, b) => `(${x} <= bool ${a}) + (${x} >= bool ${b})`,
};

/** 1 where the number is as the evaluator says, else 0. */
export function compare(part: PromqlPart, type: string, params: readonly unknown[]): PromqlPart {
  if (part.kind === "range") throw new NotPromql("a range query is compared without being reduced");
  const make = Object.hasOwn(bounds, type) ? bounds[type] : undefined;
  if (make === undefined) throw new NotPromql(`the evaluator ${type} is not evaluated`);
  const [a = Number.NaN, b = 0] = params.map(Number);
  if (!Number.isFinite(a) || !Number.isFinite(b)) throw new NotPromql("an evaluator has no number");
  return { text: `(${make(`(${part.text})`, String(a), String(b))})`, kind: part.kind };
}

const comparing = new Set(["==", "!=", ">", "<", ">=", "<="]);
/** From the loosest on. */
const levels = [["||"], ["&&"], ["==", "!=", ">", "<", ">=", "<="], ["+", "-"], ["*", "/", "%"], ["**"]];
const maxDepth = 50;

/**
 * A math expression: variables, numbers, arithmetic, comparisons (which give 0 and 1) and logic.
 *
 * @param part - of a variable such as `$A`.
 * @throws {NotPromql} for functions and anything else.
 */
export function readMath(text: string, part: (refId: string) => PromqlPart): PromqlPart {
  const tokens =
    text.match(
      /\$\{[^}]+\}|\$[A-Za-z_]\w*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\*\*|&&|\|\||[=!<>]=|[-+*/%()<>!]|[A-Za-z_]\w*|\S/g,
    ) ?? [];
  let at = 0;
  let depth = 0;
  const result = binary(0);
  if (at < tokens.length) throw new NotPromql(`math: ${tokens[at]} is not evaluated`);
  return result;

  function binary(level: number): PromqlPart {
    const operators = levels[level];
    if (operators === undefined) return unary();
    if (++depth > maxDepth * levels.length) throw new NotPromql("math: nested too deep");
    let left = binary(level + 1);
    while (operators.includes(tokens[at] ?? "")) {
      const operator = tokens[at++]!;
      left = join(left, operator, binary(level + 1));
    }
    depth--;
    return left;
  }

  function unary(): PromqlPart {
    const token = tokens[at++];
    if (token === "-" || token === "!") {
      const { text: inner, kind } = unary();
      return { text: token === "-" ? `(-${inner})` : `(${inner} == bool 0)`, kind };
    }
    if (token === "(") {
      const inner = binary(0);
      if (tokens[at++] !== ")") throw new NotPromql("math: a bracket is not closed");
      return { ...inner, text: `(${inner.text})` };
    }
    const name = /^\$\{?([^}]+)\}?$/.exec(token ?? "")?.[1];
    if (name !== undefined) {
      const found = part(name);
      if (found.kind === "range") throw new NotPromql("math on a range query that is not reduced is not evaluated");
      return { ...found, text: `(${found.text})` };
    }
    if (/^\d/.test(token ?? "")) return { text: token!, kind: "scalar" };
    throw new NotPromql(`math: ${token ?? "an end"} is not evaluated`);
  }
}

function join(left: PromqlPart, operator: string, right: PromqlPart): PromqlPart {
  const kind = left.kind === "scalar" && right.kind === "scalar" ? "scalar" : "vector";
  const truth = ({ text }: PromqlPart) => `(${text} != bool 0)`;
  if (operator === "&&") return { text: `(${truth(left)} * ${truth(right)})`, kind };
  if (operator === "||") return { text: `((${truth(left)} + ${truth(right)}) > bool 0)`, kind };
  const sign = operator === "**" ? "^" : comparing.has(operator) ? `${operator} bool` : operator;
  return { text: `(${left.text} ${sign} ${right.text})`, kind };
}
