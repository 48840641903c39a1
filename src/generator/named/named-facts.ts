import { createHash } from "node:crypto";
import type { NamedSignal } from "../signals/named.ts";

/** Facts about a named signal that follow from all that it is made of. */
export interface NamedFacts {
  /** The same for two named signals of the same name, labels and value, and only for them. */
  readonly digest: string;
  /** 1 for one that uses no other, else 1 more than the deepest that it uses. */
  readonly depth: number;
}

const known = new WeakMap<NamedSignal, NamedFacts>();

/** The facts of a checked named signal; each that it uses is looked at once, however many use it. */
export function namedFacts(signal: NamedSignal): NamedFacts {
  const found = known.get(signal);
  if (found !== undefined) return found;
  let deepest = 0;
  const text = writeUnique([signal.name, signal.per, signal.value], ({ depth }) => {
    deepest = Math.max(deepest, depth);
  });
  const facts = { digest: createHash("sha256").update(text).digest("hex"), depth: deepest + 1 };
  known.set(signal, facts);
  return facts;
}

/**
 * JSON of plain data such as a definition, the same for the same data only. A named signal stands there as its digest:
 * written out, one that is used twice by one that is used twice would double again and again.
 *
 * @param onNamed - called for every named signal that stands in it.
 */
export function writeUnique(data: unknown, onNamed?: (facts: NamedFacts) => void): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value === "number")
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { number: `${value}` };
    if (!isNamed(value)) return value;
    const facts = namedFacts(value);
    onNamed?.(facts);
    return { named: facts.digest };
  });
}

function isNamed(value: unknown): value is NamedSignal {
  return typeof value === "object" && value !== null && "type" in value && value.type === "signal" && "per" in value;
}
