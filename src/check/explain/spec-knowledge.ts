import { type NamedMetric, wireNames } from "../../generator/wire-names.ts";

/** The series of a data spec, as far as the check needs them. */
export interface SpecKnowledge {
  /** The spec's own name of a metric by each name that it has on the wire: `x_bucket` → `x`. */
  readonly metrics: ReadonlyMap<string, string>;
}

/** Which metric names a spec's definitions put on the wire. */
export function knowSpec(definitions: readonly NamedMetric[]): SpecKnowledge {
  return {
    metrics: new Map(
      definitions.flatMap((definition) => wireNames(definition).map((wire) => [wire, definition.name] as const)),
    ),
  };
}

/** The known name closest to an unknown one; undefined if none is close. */
export function similarName(name: string, { metrics }: SpecKnowledge): string | undefined {
  const most = Math.max(1, Math.min(4, Math.floor(name.length / 4)));
  let best: { name: string; distance: number } | undefined;
  for (const known of [...metrics.keys()].slice(0, 5000)) {
    if (Math.abs(known.length - name.length) > most && !known.startsWith(name) && !name.startsWith(known)) continue;
    const distance =
      known.startsWith(name) || name.startsWith(known)
        ? Math.min(most, Math.abs(known.length - name.length))
        : editDistance(known, name);
    if (distance <= most && (best === undefined || distance < best.distance)) best = { name: known, distance };
  }
  return best?.name;
}

/** Levenshtein's, of the first 100 characters. */
function editDistance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 100), b.slice(0, 100)];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[right.length]!;
}
