import type { QuerySeries } from "./backend.ts";
import { explainSelector, type SelectorContext } from "./explain-selector.ts";
import { explainSides } from "./explain-sides.ts";
import type { Explanation } from "./explanation.ts";
import { type Expression, isRangeVector, isScalar, readExpression } from "./expression.ts";
import { type SeriesSummary, summarize } from "./series-summary.ts";

/** What {@link explainEmpty} asks with. */
export interface ExplainContext extends SelectorContext {
  /** Evaluates a part of the query as the query itself was evaluated: over the window, or at its end. Counts against a budget of the caller. */
  readonly ask: (expression: string) => Promise<readonly QuerySeries[]>;
  /** Evaluated at one instant, not over the window. */
  readonly instant: boolean;
  /** Takes what isolation put into a text out of it. */
  readonly withoutIsolation?: ((text: string) => string) | undefined;
  /** Samples are this far apart, in milliseconds. */
  readonly scrapeIntervalMs?: number | undefined;
}

interface Part {
  readonly summary: SeriesSummary;
  readonly series: readonly QuerySeries[];
}

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
  const explainer = new Explainer(query, context);
  return explainer.explain(top);
}

class Explainer {
  readonly #query: string;
  readonly #context: ExplainContext;
  constructor(query: string, context: ExplainContext) {
    this.#query = query;
    this.#context = context;
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
        return this.#call(expression);
      case "aggregate":
        return this.#aggregate(expression);
      case "binary":
        return this.#binary(expression);
      default:
        return this.#nothing(expression, "returns nothing");
    }
  }

  async #selector(expression: Extract<Expression, { kind: "selector" }>): Promise<Explanation> {
    const found = await explainSelector(expression, this.#context);
    if (found !== undefined) return { ...found, part: this.#text(expression) };
    const { summary } = await this.#part(expression);
    if (summary.samples > 0) return this.#because(expression, "not-finite", "has series, but every value is NaN or infinite");
    const where = this.#context.instant ? "at the end of the window, where this query looks (ended, or a gap)" : "inside the window";
    return this.#because(expression, "outside-window", `has series, but no sample ${where}`);
  }

  async #shifted(expression: Extract<Expression, { kind: "shifted" }>): Promise<Explanation> {
    const selectors = await this.#hasData(expression.of);
    if (!selectors) return this.explain(expression.of);
    return this.#because(
      expression,
      "outside-window",
      "looks at a time for which there is no data; a longer history would reach back to it",
    );
  }

  async #call(expression: Extract<Expression, { kind: "call" }>): Promise<Explanation> {
    const { name, args } = expression;
    const vectors = args.filter((argument) => !isScalar(argument) && argument.kind !== "string");
    if (name === "absent" || name === "absent_over_time")
      return this.#because(expression, "absent", "is empty because its argument has data, which is what it is for");
    for (const argument of vectors) if (!(await this.#hasData(argument))) return this.#emptyArgument(argument);
    const range = vectors.find(isRangeVector);
    if (range !== undefined) {
      const short = await this.#tooShort(expression, range);
      if (short !== undefined) return short;
    }
    if (name === "scalar" && args[0] !== undefined) {
      const { series } = (await this.#part(args[0])).summary;
      return this.#because(expression, "not-finite", `gives no number: scalar() takes exactly one series, not ${series}`);
    }
    if (name === "histogram_quantile" || name === "histogram_fraction") return this.#histogram(expression, vectors.at(-1));
    const { summary } = await this.#part(expression);
    if (summary.samples > 0) return this.#because(expression, "not-finite", "gives only NaN or infinite values");
    return this.#nothing(expression, vectors.length === 0 ? "returns nothing" : "returns nothing although its argument has data");
  }

  /** A range may be empty though what it is of has data: shorter than the distance between samples. */
  async #emptyArgument(argument: Expression): Promise<Explanation> {
    const range = unwrapRange(argument);
    if (range?.kind === "range" && (await this.#hasData(range.of)))
      return this.#because(
        argument,
        "range-too-short",
        `the range [${range.rangeText}] is shorter than the distance between samples${this.#distance()}`,
      );
    return this.explain(argument);
  }

  async #tooShort(expression: Extract<Expression, { kind: "call" }>, argument: Expression): Promise<Explanation | undefined> {
    if (!needsTwo.has(expression.name)) return undefined;
    const counted = summarize(await this.#context.ask(`count_over_time(${this.#raw(argument)}\n)`));
    if (counted.max === undefined || counted.max >= 2) return undefined;
    const range = unwrapRange(argument);
    const length = range?.kind === "range" ? `[${range.rangeText}] ` : "";
    return this.#because(
      expression,
      "range-too-short",
      `${expression.name}() needs two samples, but the range ${length}holds only one${this.#distance()}; use a longer range or $__rate_interval`,
    );
  }

  async #histogram(expression: Extract<Expression, { kind: "call" }>, argument: Expression | undefined): Promise<Explanation> {
    if (argument === undefined) return this.#nothing(expression, "returns nothing");
    const { series, summary } = await this.#part(argument);
    if (!series.some(({ labels }) => labels.has("le")))
      return this.#because(
        expression,
        "histogram",
        `${expression.name}() needs buckets, but none of the ${summary.series} series has a label le; keep it with by (le, …)`,
      );
    if (summary.max === 0) return this.#because(expression, "histogram", "every bucket is 0: no observations, so there is no quantile");
    return this.#because(expression, "histogram", `${expression.name}() gives no number: buckets without le="+Inf", or too few of them`);
  }

  async #aggregate(expression: Extract<Expression, { kind: "aggregate" }>): Promise<Explanation> {
    const argument = expression.args.at(-1);
    if (argument === undefined) return this.#nothing(expression, "returns nothing");
    if (!(await this.#hasData(argument))) return this.explain(argument);
    return this.#nothing(expression, `${expression.name} keeps none of the series of its argument`);
  }

  async #binary(expression: Extract<Expression, { kind: "binary" }>): Promise<Explanation> {
    const { left, right, operator } = expression;
    if (left.kind !== "number" && !(await this.#hasData(left))) {
      const first = await this.explain(left);
      if (operator !== "or") return first;
      const second = await this.explain(right);
      return second.reason === first.reason
        ? first
        : { ...first, reason: `${first.reason}; and on the other side of "or": ${second.reason}` };
    }
    if (right.kind !== "number" && operator !== "unless" && !(await this.#hasData(right))) return this.explain(right);
    const compares = comparisons.has(operator) && !expression.bool;
    if (compares && (await this.#matchesWithoutComparing(expression))) return this.#comparison(expression);
    if (operator === "unless")
      return this.#because(expression, "removed-by-operator", 'every series of the left side is taken away by "unless"');
    const { summary } = await this.#part(expression);
    if (summary.samples > 0) return this.#notFinite(expression);
    if (isScalar(left) || isScalar(right)) return this.#nothing(expression, "returns nothing although both sides have data");
    const [leftPart, rightPart] = [await this.#part(left), await this.#part(right)];
    const reason = explainSides(leftPart.series, rightPart.series, expression.matching, this.#context.isolation?.name);
    return this.#because(expression, "sides-do-not-match", reason);
  }

  /** With `bool` a comparison filters nothing: what is left over is what matches. */
  async #matchesWithoutComparing({ from, to, operatorTo, left, right }: Extract<Expression, { kind: "binary" }>): Promise<boolean> {
    if (isScalar(left) && isScalar(right)) return false;
    const text = `${this.#query.slice(from, operatorTo)} bool ${this.#query.slice(operatorTo, to)}`;
    return summarize(await this.#context.ask(text)).finite > 0;
  }

  async #comparison(expression: Extract<Expression, { kind: "binary" }>): Promise<Explanation> {
    const { left, right, operator } = expression;
    const describe = async (side: Expression) => {
      if (isScalar(side)) return `${this.#text(side)}`;
      const { min, max } = (await this.#part(side)).summary;
      return min === max ? `always ${number(min)}` : `${number(min)} to ${number(max)}`;
    };
    const [a, b] = [await describe(left), await describe(right)];
    return this.#because(
      expression,
      "comparison",
      `the comparison ${operator} filters everything out: the left side is ${a}, the right side ${b}`,
    );
  }

  async #notFinite(expression: Extract<Expression, { kind: "binary" }>): Promise<Explanation> {
    if (expression.operator === "/" || expression.operator === "%") {
      const zero = isScalar(expression.right) || (await this.#part(expression.right)).summary.max === 0;
      if (zero) return this.#because(expression, "not-finite", "divides by 0 everywhere, so every value is NaN or infinite");
    }
    return this.#because(expression, "not-finite", "gives only NaN or infinite values");
  }

  async #hasData(expression: Expression): Promise<boolean> {
    return (await this.#part(expression)).summary.finite > 0;
  }

  async #part(expression: Expression): Promise<Part> {
    const text = this.#raw(expression);
    // The line break ends a comment that may stand last.
    const asked = isRangeVector(expression) ? `last_over_time(${text}\n)` : text;
    const series = await this.#context.ask(asked);
    return { series, summary: summarize(series) };
  }

  #raw({ from, to }: Expression): string {
    return this.#query.slice(from, to);
  }

  #text(expression: Expression): string {
    const raw = this.#raw(expression);
    return this.#context.withoutIsolation?.(raw) ?? raw;
  }

  #because(expression: Expression, code: Explanation["code"], reason: string): Explanation {
    const part = this.#text(expression);
    const verb = /^(has|looks|is|gives|returns|divides) /.test(reason);
    return { code, reason: verb ? `${shorten(part)} ${reason}` : reason, part };
  }

  #nothing(expression: Expression, reason: string): Explanation {
    return this.#because(expression, "unknown", reason);
  }

  #distance(): string {
    const { scrapeIntervalMs } = this.#context;
    return scrapeIntervalMs === undefined ? "" : ` (one every ${scrapeIntervalMs / 1000} s)`;
  }
}

const comparisons = new Set(["==", "!=", ">", "<", ">=", "<="]);
const needsTwo = new Set([
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "predict_linear",
  "holt_winters",
  "double_exponential_smoothing",
]);

function unwrapRange(expression: Expression): Expression | undefined {
  if (expression.kind === "wrapper" || expression.kind === "shifted") return unwrapRange(expression.of);
  return expression.kind === "range" ? expression : undefined;
}

function number(value: number | undefined): string {
  return value === undefined ? "without a number" : String(Number(value.toPrecision(4)));
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
