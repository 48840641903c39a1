import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";

/** A named signal of an inferred spec: one course that many series follow. */
export interface Cause {
  /** As in the section `signals` of a data spec; that of a pack begins with the pack's name: `redis.load`. */
  readonly name: string;
  /** Labels of which each set of values has a course of its own. Every series that uses the cause has all of them. */
  readonly per: readonly string[];
  readonly value: SignalSpec;
}

const known = new WeakMap<object, ReadonlySet<string>>();

/** The named signals that a signal uses itself. */
export function causesIn(signal: SignalSpec): ReadonlySet<string> {
  const remembered = typeof signal === "object" ? known.get(signal) : undefined;
  if (remembered !== undefined) return remembered;
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        if (key === "signal" && typeof each === "string") found.add(each);
        else visit(each);
      }
  };
  visit(signal);
  if (typeof signal === "object") known.set(signal, found);
  return found;
}

/** Those of the causes that signals use, directly or through others, in their order. */
export function usedCauses(causes: readonly Cause[], signals: Iterable<SignalSpec>): readonly Cause[] {
  const byName = new Map(causes.map((cause) => [cause.name, cause]));
  const used = new Set<string>();
  const open = [...signals].flatMap((signal) => [...causesIn(signal)]);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const cause = byName.get(name);
    if (cause === undefined || used.has(name)) continue;
    used.add(name);
    open.push(...causesIn(cause.value));
  }
  return causes.filter(({ name }) => used.has(name));
}

/** A signal with other names of causes in it. */
export function renameCauses(signal: SignalSpec, names: ReadonlyMap<string, string>): SignalSpec {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) =>
        key === "signal" && typeof each === "string" ? [key, names.get(each) ?? each] : [key, visit(each)],
      ),
    );
  };
  return visit(signal) as SignalSpec;
}

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
