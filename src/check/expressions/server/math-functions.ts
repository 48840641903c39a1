import type { constantNames, functionNames } from "./math-tree.ts";

/** The values that functions without an argument give. */
export const mathConstants: Readonly<Record<(typeof constantNames)[number], number | null>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infn: Number.NEGATIVE_INFINITY,
  null: null,
};

const isInfinite = (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY;
/** A missing value becomes NaN. */
const ofNumber = (change: (value: number) => number) => (value: number | null) =>
  value === null ? Number.NaN : change(value);

/** Functions of one argument. Only `is_null` and `is_number` look at missing values. */
export const mathFunctions: Readonly<Record<(typeof functionNames)[number], (value: number | null) => number>> = {
  abs: ofNumber(Math.abs),
  log: ofNumber(Math.log),
  // Halves go away from zero.
  round: ofNumber((value) => Math.sign(value) * Math.round(Math.abs(value))),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  is_nan: ofNumber((value) => Number(Number.isNaN(value))),
  is_inf: ofNumber((value) => Number(isInfinite(value))),
  is_null: (value) => Number(value === null),
  is_number: (value) => Number(value !== null && Number.isFinite(value)),
};

/** `!` and `-`. */
export function signed(op: string, value: number | null): number | null {
  if (value === null || Number.isNaN(value)) return value;
  return op === "-" ? -value : Number(value === 0);
}

const binary: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  // Go: 1 to any power is 1, -1 to an infinite one too.
  "**": (left, right) => (left === 1 || (left === -1 && isInfinite(right)) ? 1 : left ** right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  ">": (left, right) => Number(left > right),
  "<": (left, right) => Number(left < right),
  ">=": (left, right) => Number(left >= right),
  "<=": (left, right) => Number(left <= right),
  "||": (left, right) => Number(left !== 0 || right !== 0),
  "&&": (left, right) => Number(left !== 0 && right !== 0),
};

/** Two numbers together: null if one is missing, else NaN if one is, unless the left side decides `||` or `&&`. */
export function together(op: string, left: number | null, right: number | null): number | null {
  if (left === null || right === null) return null;
  if (op === "||" && left !== 0) return 1;
  if (op === "&&" && left === 0) return 0;
  return Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : binary[op]!(left, right);
}
