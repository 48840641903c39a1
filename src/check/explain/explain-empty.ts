import type { AggregationNode, BinaryNode, PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { typeOf } from "../../promql/tree/node-walk.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { summarize } from "../run/series-summary.ts";
import { selectionOf } from "./conditions.ts";
import { explainCall } from "./explain-call.ts";
import { explainSelector } from "./explain-selector.ts";
import { explainShift } from "./explain-shift.ts";
import { explainSides } from "./explain-sides.ts";
import type { Explanation } from "./explanation.ts";
import { type ExplainContext, QueryParts } from "./query-parts.ts";

/**
 * Why a query has no data: walks down to the smallest part that has none and looks at what it is made of. Every part is
 * asked for at most once.
 *
 * @param query - with all variables filled in.
 * @throws what `ask` and the backend throw.
 */
export async function explainEmpty(query: string, context: ExplainContext): Promise<Explanation> {
  const parsed = parseFilled(query);
  if (!parsed.ok)
    return {
      code: "unknown",
      reason: "the query returns nothing, and it is no plain PromQL that could be taken apart",
    };
  const explainer = new Explainer(new QueryParts(query, context));
  return explainer.explain(parsed.root);
}

class Explainer {
  readonly #parts: QueryParts;
  constructor(parts: QueryParts) {
    this.#parts = parts;
  }

  async explain(node: PromqlNode): Promise<Explanation> {
    switch (node.type) {
      case "selector":
        return this.#selector(node);
      case "modifier": {
        const shifts = node.kind === "offset" || node.kind === "at";
        return shifts && (await this.#parts.hasData(node.expr))
          ? explainShift(node, this.#parts)
          : this.explain(node.expr);
      }
      case "paren":
      case "unary":
      case "matrix":
      case "subquery":
        return this.explain(node.expr);
      case "call":
        return explainCall(node, this.#parts, (argument) => this.explain(argument));
      case "aggregation":
        return this.#aggregate(node);
      case "binary":
        return this.#binary(node);
      case "number":
      case "string":
        return this.#parts.nothing(node, "returns nothing");
    }
  }

  async #selector(node: SelectorNode): Promise<Explanation> {
    const found = await explainSelector(selectionOf(node, this.#parts.query), this.#parts.context);
    if (found !== undefined) return { ...found, part: this.#parts.text(node) };
    const { summary } = await this.#parts.evaluate(node);
    if (summary.samples > 0)
      return this.#parts.because(node, "not-finite", "has series, but every value is NaN or infinite");
    const where = this.#parts.context.instant
      ? "at the end of the window, where this query looks (ended, or a gap)"
      : "inside the window";
    return this.#parts.because(node, "outside-window", `has series, but no sample ${where}`);
  }

  async #aggregate(node: AggregationNode): Promise<Explanation> {
    if (!(await this.#parts.hasData(node.expr))) return this.explain(node.expr);
    return this.#parts.nothing(node, `${node.op} keeps none of the series of its argument`);
  }

  async #binary(node: BinaryNode): Promise<Explanation> {
    const { left, right, op } = node;
    if (left.type !== "number" && !(await this.#parts.hasData(left))) {
      const first = await this.explain(left);
      if (op !== "or") return first;
      const second = await this.explain(right);
      return second.reason === first.reason
        ? first
        : { ...first, reason: `${first.reason}; and on the other side of "or": ${second.reason}` };
    }
    if (right.type !== "number" && op !== "unless" && !(await this.#parts.hasData(right))) return this.explain(right);
    const compares = comparisons.has(op) && !node.bool;
    if (compares && (await this.#matchesWithoutComparing(node))) return this.#comparison(node);
    if (op === "unless")
      return this.#parts.because(
        node,
        "removed-by-operator",
        'every series of the left side is taken away by "unless"',
      );
    const { summary } = await this.#parts.evaluate(node);
    if (summary.samples > 0) return this.#notFinite(node);
    if (isScalar(left) || isScalar(right))
      return this.#parts.nothing(node, "returns nothing although both sides have data");
    const [leftPart, rightPart] = [await this.#parts.evaluate(left), await this.#parts.evaluate(right)];
    const reason = explainSides(leftPart.series, rightPart.series, node.matching, this.#parts.context.isolation?.name);
    return this.#parts.because(node, "sides-do-not-match", reason);
  }

  /** With `bool` a comparison filters nothing: what is left over is what matches. */
  async #matchesWithoutComparing({ from, to, opTo, left, right }: BinaryNode): Promise<boolean> {
    if (isScalar(left) && isScalar(right)) return false;
    const text = `${this.#parts.raw({ from, to: opTo })} bool ${this.#parts.raw({ from: opTo, to })}`;
    return summarize(await this.#parts.context.ask(text)).finite > 0;
  }

  async #comparison(node: BinaryNode): Promise<Explanation> {
    const { left, right, op } = node;
    const describe = async (side: PromqlNode) => {
      if (isScalar(side)) return `${this.#parts.text(side)}`;
      const { min, max } = (await this.#parts.evaluate(side)).summary;
      return min === max ? `always ${number(min)}` : `${number(min)} to ${number(max)}`;
    };
    const [a, b] = [await describe(left), await describe(right)];
    return this.#parts.because(
      node,
      "comparison",
      `the comparison ${op} filters everything out: the left side is ${a}, the right side ${b}`,
    );
  }

  async #notFinite(node: BinaryNode): Promise<Explanation> {
    if (node.op === "/" || node.op === "%") {
      const zero = isScalar(node.right) || (await this.#parts.evaluate(node.right)).summary.max === 0;
      if (zero)
        return this.#parts.because(node, "not-finite", "divides by 0 everywhere, so every value is NaN or infinite");
    }
    return this.#parts.because(node, "not-finite", "gives only NaN or infinite values");
  }
}

const isScalar = (node: PromqlNode) => typeOf(node) === "scalar";

const comparisons = new Set(["==", "!=", ">", "<", ">=", "<="]);

function number(value: number | undefined): string {
  return value === undefined ? "without a number" : String(Number(value.toPrecision(4)));
}
