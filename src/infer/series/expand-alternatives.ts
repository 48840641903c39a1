import { plainAlternatives } from "../patterns/witness.ts";
import type { Patterns } from "../read/conditions.ts";
import type { LabelCondition } from "../read/label-condition.ts";

/** Alternatives of one condition that get rows of their own, and combinations of those of several. */
const maxAlternatives = 6;
const maxCombinations = 12;

/** `{mode=~"user|system"}` as `{mode="user"}` and `{mode="system"}`. */
export function expandAlternatives(
  conditions: readonly LabelCondition[],
  patterns: Patterns,
): readonly (readonly LabelCondition[])[] {
  let made: readonly (readonly LabelCondition[])[] = [[]];
  for (const condition of conditions) {
    const pattern = condition.op === "=~" ? patterns(condition.value)?.pattern : undefined;
    const texts = pattern === undefined ? undefined : plainAlternatives(pattern, maxAlternatives);
    const each: readonly LabelCondition[] =
      texts === undefined || texts.length < 2 || made.length * texts.length > maxCombinations
        ? [condition]
        : texts.map((value) => ({ name: condition.name, op: "=" as const, value }));
    made = made.flatMap((before) => each.map((one) => [...before, one]));
  }
  return made;
}
