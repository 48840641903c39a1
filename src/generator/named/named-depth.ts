import { namedIn } from "../check-signal.ts";
import type { NamedSignal } from "../signals/named.ts";

const depths = new WeakMap<NamedSignal, number>();
const uses = new WeakMap<NamedSignal, ReadonlySet<NamedSignal>>();

/** The named signals that a named signal uses itself, each once. */
export function namedWithin(signal: NamedSignal): ReadonlySet<NamedSignal> {
  const known = uses.get(signal) ?? new Set(namedIn(signal.value));
  uses.set(signal, known);
  return known;
}

/** 1 for a named signal that uses no other, else 1 more than the deepest that it uses. */
export function namedDepth(signal: NamedSignal): number {
  const known = depths.get(signal);
  if (known !== undefined) return known;
  const depth = 1 + Math.max(0, ...[...namedWithin(signal)].map(namedDepth));
  depths.set(signal, depth);
  return depth;
}
