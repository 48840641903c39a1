const comparisons: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ["==", (a, b) => a === b],
  ["!=", (a, b) => a !== b],
  [">", (a, b) => a > b],
  ["<", (a, b) => a < b],
  [">=", (a, b) => a >= b],
  ["<=", (a, b) => a <= b],
]);

/** Whether an operator compares. */
export const isComparison = (op: string) => comparisons.has(op);

/**
 * Applies an operator to two numbers. A comparison without `bool` gives the left number, or undefined where it
 * drops it.
 */
export function arithmetic(op: string, left: number, right: number, bool: boolean): number | undefined {
  const compare = comparisons.get(op);
  if (compare !== undefined) {
    const holds = compare(left, right);
    return bool ? Number(holds) : holds ? left : undefined;
  }
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "^":
      return power(left, right);
    case "atan2":
      return Math.atan2(left, right);
    default:
      return undefined;
  }
}

/** Go says 1 where JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent))) return 1;
  return base ** exponent;
}
