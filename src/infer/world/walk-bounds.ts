import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";

/**
 * When a walk is at its upper bound: a series' own each second hour, a cause's two hours of each four, and those of
 * what an incident changes four of each eight or eight of each sixteen.
 */
const turns = {
  own: { period: "2h" },
  cause: { period: "4h", at: "2h" },
  changed: { period: "8h", at: "4h" },
  "changed too": { period: "16h", at: "8h" },
} as const;

/** Whose walks these are. */
export type WalkTurn = keyof typeof turns;

/**
 * A signal whose walks go from one of their bounds to the other instead, so that a look at a few instants of a day sees
 * how far they can go. Beginning at the anchor, four full hours in a row have each pair of bounds of a series' own
 * walks and of its causes', eight also with those of a changed one, sixteen with those of two that are changed. Walks
 * with less than two bounds stay as they are.
 */
export function atBounds(signal: SignalSpec, of: WalkTurn): SignalSpec {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        const { min, max } = (key === "walk" ? each : {}) as { readonly min?: SignalSpec; readonly max?: SignalSpec };
        if (min === undefined || max === undefined) return [key, visit(each)];
        return ["square", { low: visit(min), high: visit(max), ...turns[of] }];
      }),
    );
  };
  return visit(signal) as SignalSpec;
}
