import { asArray, field, textField } from "../../../json/read.ts";
import { RefusedExpression } from "./value.ts";

type Test = (value: number, low: number, high: number) => boolean;

const tests: Readonly<Record<string, Test>> = {
  gt: (value, low) => value > low,
  lt: (value, low) => value < low,
  eq: (value, low) => value === low,
  ne: (value, low) => value !== low,
  gte: (value, low) => value >= low,
  lte: (value, low) => value <= low,
  within_range: (value, low, high) => value > low && value < high,
  outside_range: (value, low, high) => value < low || value > high,
  within_range_included: (value, low, high) => value >= low && value <= high,
  outside_range_included: (value, low, high) => value <= low || value >= high,
};

/**
 * Whether a number passes a condition's test.
 *
 * @param evaluator - a type, and one number or two.
 * @param anyOrder - whether the bounds of a range may stand in either order, as in classic conditions.
 * @throws {RefusedExpression} where the type is unknown, or numbers are missing.
 */
export function readEvaluator(
  evaluator: unknown,
  { anyOrder = false }: { readonly anyOrder?: boolean } = {},
): (value: number) => boolean {
  const type = textField(evaluator, "type") ?? "";
  const test = Object.hasOwn(tests, type) ? tests[type] : undefined;
  if (test === undefined) throw new RefusedExpression(`invalid evaluator type: ${type.slice(0, 50)}`);
  const params = asArray(field(evaluator, "params"));
  const isRange = type.includes("range");
  if (params.length < (isRange ? 2 : 1) || (anyOrder && isRange && params.length !== 2))
    throw new RefusedExpression(`incorrect number of arguments for '${type}': got ${params.length}`);
  const [low, high = 0] = params.slice(0, 2).map(numberIn);
  const swapped = anyOrder && isRange && low! > high;
  return (value) => (swapped ? test(value, high, low!) : test(value, low!, high));
}

function numberIn(param: unknown): number {
  // Go reads null as 0.
  if (param === null) return 0;
  if (typeof param !== "number") throw new RefusedExpression("the argument of a condition must be a number");
  return param;
}
