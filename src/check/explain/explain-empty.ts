import { summarize } from "../run/series-summary.ts";
import { explainCall } from "./explain-call.ts";
import { explainSelector } from "./explain-selector.ts";
import { explainSides } from "./explain-sides.ts";
import type { Explanation } from "./explanation.ts";
import { type Expression, readExpression } from "./expression.ts";
import { isScalar } from "./expression-questions.ts";
import { type ExplainContext, QueryParts } from "./query-parts.ts";

/**
 * Why a query has no data: walks down to the smallest part that has none and looks at what it is made of. Every part is asked for at most once.
 *
 * @param query - with all variables filled in.
 * @throws what `ask` and the backend throw.
 */
export async function explainEmpty(query: string, context: ExplainContext): Promise<Explanation> {
  const top = readExpression(query);
  if (top === undefined)
    return { code: "unknown", reason: "the query returns nothing, and it is no plain PromQL that could be taken apart" };
  const explainer = new Explainer(new QueryParts(query, context));
  return explainer.explain(top);
}

class Explainer {
  readonly #parts: QueryParts;
  constructor(parts: QueryParts) {
    this.#parts = parts;
  }

  async explain(expression: Expression): Promise<Explanation> {
    switch (expression.kind) {
      case "selector":
        return this.#selector(expression);
      case "wrapper":
        return this.explain(expression.of);
      case "shifted":
        return this.#shifted(expression);
      case "range":
      case "subquery":
        return this.explain(expression.of);
      case "call":
        return explainCall(expression, this.#parts, (argument) => this.explain(argument));
      case "aggregate":
        return this.#aggregate(expression);
      case "binary":
        return this.#binary(expression);
      default:
        return this.#parts.nothing(expression, "returns nothing");
    }
  }

  async #selector(expression: Extract<Expression, { kind: "selector" }>): Promise<Explanation> {
    const found = await explainSelector(expression, this.#parts.context);
    if (found !== undefined) return { ...found, part: this.#parts.text(expression) };
    const { summary } = await this.#parts.evaluate(expression);
    if (summary.samples > 0) return this.#parts.because(expression, "not-finite", "has series, but every value is NaN or infinite");
    const where = this.#parts.context.instant ? "at the end of the window, where this query looks (ended, or a gap)" : "inside the window";
    return this.#parts.because(expression, "outside-window", `has series, but no sample ${where}`);
  }

  async #shifted(expression: Extract<Expression, { kind: "shifted" }>): Promise<Explanation> {
    const selectors = await this.#parts.hasData(expression.of);
    if (!selectors) return this.explain(expression.of);
    return this.#parts.because(
      expression,
      "outside-window",
      "looks at a time for which there is no data; a longer history would reach back to it",
    );
  }

  async #aggregate(expression: Extract<Expression, { kind: "aggregate" }>): Promise<Explanation> {
    const argument = expression.args.at(-1);
    if (argument === undefined) return this.#parts.nothing(expression, "returns nothing");
    if (!(await this.#parts.hasData(argument))) return this.explain(argument);
    return this.#parts.nothing(expression, `${expression.name} keeps none of the series of its argument`);
  }

  async #binary(expression: Extract<Expression, { kind: "binary" }>): Promise<Explanation> {
    const { left, right, operator } = expression;
    if (left.kind !== "number" && !(await this.#parts.hasData(left))) {
      const first = await this.explain(left);
      if (operator !== "or") return first;
      const second = await this.explain(right);
      return second.reason === first.reason
        ? first
        : { ...first, reason: `${first.reason}; and on the other side of "or": ${second.reason}` };
    }
    if (right.kind !== "number" && operator !== "unless" && !(await this.#parts.hasData(right))) return this.explain(right);
    const compares = comparisons.has(operator) && !expression.bool;
    if (compares && (await this.#matchesWithoutComparing(expression))) return this.#comparison(expression);
    if (operator === "unless")
      return this.#parts.because(expression, "removed-by-operator", 'every series of the left side is taken away by "unless"');
    const { summary } = await this.#parts.evaluate(expression);
    if (summary.samples > 0) return this.#notFinite(expression);
    if (isScalar(left) || isScalar(right)) return this.#parts.nothing(expression, "returns nothing although both sides have data");
    const [leftPart, rightPart] = [await this.#parts.evaluate(left), await this.#parts.evaluate(right)];
    const reason = explainSides(leftPart.series, rightPart.series, expression.matching, this.#parts.context.isolation?.name);
    return this.#parts.because(expression, "sides-do-not-match", reason);
  }

  /** With `bool` a comparison filters nothing: what is left over is what matches. */
  async #matchesWithoutComparing({ from, to, operatorTo, left, right }: Extract<Expression, { kind: "binary" }>): Promise<boolean> {
    if (isScalar(left) && isScalar(right)) return false;
    const text = `${this.#parts.raw({ from, to: operatorTo })} bool ${this.#parts.raw({ from: operatorTo, to })}`;
    return summarize(await this.#parts.context.ask(text)).finite > 0;
  }

  async #comparison(expression: Extract<Expression, { kind: "binary" }>): Promise<Explanation> {
    const { left, right, operator } = expression;
    const describe = async (side: Expression) => {
      if (isScalar(side)) return `${this.#parts.text(side)}`;
      const { min, max } = (await this.#parts.evaluate(side)).summary;
      return min === max ? `always ${number(min)}` : `${number(min)} to ${number(max)}`;
    };
    const [a, b] = [await describe(left), await describe(right)];
    return this.#parts.because(
      expression,
      "comparison",
      `the comparison ${operator} filters everything out: the left side is ${a}, the right side ${b}`,
    );
  }

  async #notFinite(expression: Extract<Expression, { kind: "binary" }>): Promise<Explanation> {
    if (expression.operator === "/" || expression.operator === "%") {
      const zero = isScalar(expression.right) || (await this.#parts.evaluate(expression.right)).summary.max === 0;
      if (zero) return this.#parts.because(expression, "not-finite", "divides by 0 everywhere, so every value is NaN or infinite");
    }
    return this.#parts.because(expression, "not-finite", "gives only NaN or infinite values");
  }
}

const comparisons = new Set(["==", "!=", ">", "<", ">=", "<="]);

function number(value: number | undefined): string {
  return value === undefined ? "without a number" : String(Number(value.toPrecision(4)));
}
