import type { Expression } from "./expression.ts";

/** All selectors of an expression, in order. */
export function selectorsIn(expression: Expression): Extract<Expression, { kind: "selector" }>[] {
  switch (expression.kind) {
    case "selector":
      return [expression];
    case "range":
    case "subquery":
    case "wrapper":
    case "shifted":
      return selectorsIn(expression.of);
    case "call":
    case "aggregate":
      return expression.args.flatMap(selectorsIn);
    case "binary":
      return [...selectorsIn(expression.left), ...selectorsIn(expression.right)];
    default:
      return [];
  }
}

const scalarCalls = new Set(["scalar", "time", "pi"]);

/** Whether the result is a number without labels rather than series. */
export function isScalar(expression: Expression): boolean {
  switch (expression.kind) {
    case "number":
      return true;
    case "wrapper":
      return isScalar(expression.of);
    case "call":
      return scalarCalls.has(expression.name);
    case "binary":
      return isScalar(expression.left) && isScalar(expression.right);
    default:
      return false;
  }
}

/** Whether it is a range vector, which cannot be asked for alone over time. */
export function isRangeVector(expression: Expression): boolean {
  if (expression.kind === "wrapper" || expression.kind === "shifted") return isRangeVector(expression.of);
  return expression.kind === "range" || expression.kind === "subquery";
}
