import type { Pack } from "../../packs/packs.ts";
import type { NamedSignalSpec } from "../generated/data-spec.ts";

/** The causes of a pack by the names that they have outside of it: `redis.load`. */
export function prefixCauses({ name: pack, signals }: Pack): Record<string, NamedSignalSpec> {
  return Object.fromEntries(
    Object.entries(signals).map(([name, { per, value }]) => [
      `${pack}.${name}`,
      { ...(per !== undefined && { per: [...per] }), value: prefixSignal(value, pack) } as NamedSignalSpec,
    ]),
  );
}

/** A signal or distribution of a pack with the outer names of its causes. */
export function prefixSignal(signal: unknown, pack: string): unknown {
  if (Array.isArray(signal)) return signal.map((each) => prefixSignal(each, pack));
  if (typeof signal !== "object" || signal === null) return signal;
  return Object.fromEntries(
    Object.entries(signal).map(([key, each]) => [
      key,
      key === "signal" && typeof each === "string" ? `${pack}.${each}` : prefixSignal(each, pack),
    ]),
  );
}

/** The names of causes that signals use, directly or through others. */
export function usedCauses(causes: Readonly<Record<string, unknown>>, signals: unknown): ReadonlySet<string> {
  const used = new Set<string>();
  const open: unknown[] = [signals];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each !== "object" || each === null) continue;
    for (const [key, inside] of Object.entries(each)) {
      if (key !== "signal" || typeof inside !== "string") open.push(inside);
      else if (!used.has(inside)) {
        used.add(inside);
        if (Object.hasOwn(causes, inside)) open.push(causes[inside]);
      }
    }
  }
  return used;
}
