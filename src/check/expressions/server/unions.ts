import { NotComputed, type Value } from "./value.ts";

/** Two values that an operator of math takes together. */
export interface Union {
  readonly left: Value;
  readonly right: Value;
  /** Of the result. */
  readonly labels: Value["labels"];
}

/** Pairs of values that are compared, and that are taken together, for one operator. */
const maxCompared = 4_000_000;
const maxUnions = 20_000;

/**
 * Which values of two sides go together: those of which one has all labels of the other, where those with equally many
 * labels must have the same. A single one on each side always does, without labels if they do not fit.
 *
 * @throws {NotComputed} if there are too many.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/mathexp/exp.go
 */
export function unionsOf(left: readonly Value[], right: readonly Value[]): Union[] {
  const [one, other] = [left[0], right[0]];
  if (one === undefined || other === undefined) return [];
  const first: Union = { left: one, right: other, labels: new Map() };
  const isSingle = left.length === 1 || right.length === 1;
  if (isSingle && (one.kind === "none" || other.kind === "none")) return [first];
  if (left.length * right.length > maxCompared) throw new NotComputed("too many series");
  const unions: Union[] = [];
  for (const a of left)
    for (const b of right) {
      const [more, less] = a.labels.size >= b.labels.size ? [a.labels, b.labels] : [b.labels, a.labels];
      if (hasAll(more, less)) unions.push({ left: a, right: b, labels: more });
      if (unions.length > maxUnions) throw new NotComputed("too many series");
    }
  return unions.length === 0 && left.length === 1 && right.length === 1 ? [first] : unions;
}

function hasAll(labels: Value["labels"], wanted: Value["labels"]): boolean {
  for (const [name, value] of wanted) if (labels.get(name) !== value) return false;
  return true;
}
