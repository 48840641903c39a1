import { endsAtTimeOfDay, isEndless } from "./lengths.ts";
import { parseNotation } from "./notation/parse-notation.ts";
import type { Signal } from "./signal.ts";
import { isSignalType, rowOf } from "./signal-table.ts";
import type { NamedSignal } from "./signals/named.ts";

const maxDepth = 64;

/** Named signals that use one another. */
export const maxNamed = 32;

/**
 * Checks a signal made of plain data as the builders do, its parts first.
 *
 * @throws {RangeError} naming builder, parameter and value; also for more than 64 signals inside one another.
 */
export function checkSignal(signal: Signal): void {
  check(signal, 1, 0);
}

/** Named signals that were found right: many series share one. */
const checkedDepths = new WeakMap<Signal, number>();

function check(signal: Signal, depth: number, named: number): void {
  if (checkedDepths.has(signal)) return;
  if (depth > maxDepth) throw new RangeError(`checkSignal: signal must be at most ${maxDepth} deep, got more`);
  if (!isSignalType(signal.type)) {
    throw new RangeError(`checkSignal: signal.type must be the name of a signal, got ${String(signal.type)}`);
  }
  for (const child of childrenOf(signal)) check(child, depth + 1, named);
  rowOf(signal).build(signal, isEndless);
  if (signal.type === "loop" && endsAtTimeOfDay(signal.of))
    throw new RangeError("loop: of must be of the same length in each round, got one that ends at a time of day");
  if (signal.type === "signal") checkNamed(signal, named + 1);
}

function checkNamed(signal: NamedSignal, named: number): void {
  const { name, per, value } = signal;
  if (named > maxNamed) refuseDepth();
  check(value, 1, named);
  if (hasNative(value)) throw new RangeError(`named: the value of ${name} must be numbers, got native histograms`);
  for (const inner of namedIn(value)) {
    const lacking = inner.per.find((label) => !per.includes(label));
    if (lacking !== undefined)
      throw new RangeError(`named: ${name} must be per ${lacking} too, because it uses ${inner.name}, which is`);
  }
  const deepest = namedIn(value).reduce((most, inner) => Math.max(most, checkedDepths.get(inner) ?? 0), 0);
  const depth = deepest + 1;
  if (depth > maxNamed) refuseDepth();
  checkedDepths.set(signal, depth);
}

/** The named signals that stand in a signal, without those that they use in turn. */
export function namedIn(signal: Signal): readonly NamedSignal[] {
  return signal.type === "signal" ? [signal] : childrenOf(signal).flatMap(namedIn);
}

function refuseDepth(): never {
  throw new RangeError(`named: signals that use one another must be at most ${maxNamed} deep, got more`);
}

function hasNative(signal: Signal): boolean {
  return signal.type === "notation" ? parseNotation(signal.text).native : childrenOf(signal).some(hasNative);
}

/** The signals inside a signal, parameters included, in the order of their places. */
export function childrenOf(signal: Signal): readonly Signal[] {
  return rowOf(signal).children(signal);
}
