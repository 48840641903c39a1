import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";

/**
 * The causes that a signal takes away from a number, as they are or as multiples: what it is, they leave of a whole (an
 * idle processor, what is free).
 */
export function restCauses(signal: SignalSpec): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        if (key === "sub" && Array.isArray(each) && typeof each[0] === "number")
          for (const part of each.slice(1)) for (const name of factorsOf(part as SignalSpec)) found.add(name);
        visit(each);
      }
  };
  visit(signal);
  return found;
}

/** The causes that a signal is, or is a multiple of by a number. */
function factorsOf(signal: SignalSpec): string[] {
  if (typeof signal !== "object" || Array.isArray(signal)) return [];
  if (signal.signal !== undefined) return [signal.signal];
  const [factor, other, ...more] = signal.mul ?? [];
  if (factor === undefined || other === undefined || more.length > 0) return [];
  if (typeof factor === "number") return factorsOf(other);
  return typeof other === "number" ? factorsOf(factor) : [];
}
