import { constantOf } from "../../generator/argument-checks.ts";
import type { Parameter } from "../../generator/signal.ts";
import type { NamedParameter } from "../../generator/spec-reader.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";

/** Options of {@link checkOrder}. */
export interface OrderOptions {
  /** They may be equal. */
  readonly equal?: boolean;
  /** The map that has both keys. */
  readonly path: SpecPath;
  readonly problems: Problems;
}

/**
 * True if two parameters are in ascending order, as far as both are numbers; else a problem is added at the second
 * one's key.
 */
export function checkOrder(
  [lowName, low]: NamedParameter,
  [highName, high]: NamedParameter,
  { equal = false, path, problems }: OrderOptions,
): boolean {
  const [least, most] = [constantOf(low), constantOf(high)];
  if (least === undefined || most === undefined || least < most || (equal && least === most)) return true;
  const relation = equal ? "at least" : "greater than";
  problems.add([...path, highName], `\`${highName}\` ${most} must be ${relation} \`${lowName}\` ${least}`);
  return false;
}

/** True if a parameter is 0 or more, as far as it is a number; else a problem is added. */
export function checkNotNegative(parameter: Parameter, path: SpecPath, problems: Problems): boolean {
  return checkNumber(parameter, (number) => number >= 0, { expected: "of 0 or more", path, problems });
}

/** True if a parameter is above 0, as far as it is a number; else a problem is added. */
export function checkPositive(parameter: Parameter, path: SpecPath, problems: Problems): boolean {
  return checkNumber(parameter, (number) => number > 0, { expected: "greater than 0", path, problems });
}

function checkNumber(
  parameter: Parameter,
  isRight: (number: number) => boolean,
  { expected, path, problems }: { readonly expected: string; readonly path: SpecPath; readonly problems: Problems },
): boolean {
  const number = constantOf(parameter);
  if (number === undefined || isRight(number)) return true;
  problems.add(path, `${nameOf(path)}: expected a number ${expected}, got ${number}`);
  return false;
}
