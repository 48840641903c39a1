import { isPlaceLabel, isScopeLabel } from "../words/place-labels.ts";
import type { Adoption } from "./adoption.ts";
import type { Candidate } from "./candidates.ts";

/** Values of one label that are kept. */
const mostValues = 8;
/** A place is usual if it is in this part of the metrics that the most usual one is in. */
const usualPart = 0.2;

/** In how many metrics each value of a label is that says where something lies. */
export type PlaceCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Counts the places of packs' series. */
export function countPlaces(adoptions: readonly Pick<Adoption, "candidates">[]): PlaceCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const { candidates } of adoptions) {
    const seen = new Set<string>();
    for (const { labels } of candidates) {
      for (const [name, value] of labels) {
        const key = `${name} ${value}`;
        if (!isPlaceLabel(name) || seen.has(key)) continue;
        seen.add(key);
        const values = counts.get(name) ?? new Map<string, number>();
        counts.set(name, values.set(value, (values.get(value) ?? 0) + 1));
      }
    }
  }
  return counts;
}

/**
 * The series that lie where others lie too: a namespace of which there is nothing but its name would be what a
 * dashboard opens with. All of them if there are no others.
 */
export function usualPlaces({ candidates }: Pick<Adoption, "candidates">, counts: PlaceCounts): readonly Candidate[] {
  const least = new Map([...counts].map(([name, values]) => [name, Math.max(...values.values()) * usualPart] as const));
  const kept = candidates.filter(({ labels }) =>
    [...labels].every(([name, value]) => (counts.get(name)?.get(value) ?? 1) >= (least.get(name) ?? 0)),
  );
  return kept.length === 0 ? candidates : kept;
}

/**
 * The values that packs have for labels that say where something lies, so that other metrics lie there too: of the
 * pack with the most metrics that are adopted.
 */
export function placesOf(adoptions: Iterable<Adoption>): ReadonlyMap<string, readonly string[]> {
  const byPack = new Map<string, Adoption[]>();
  for (const adoption of adoptions) {
    const name = adoption.packed?.pack.name;
    if (name !== undefined) byPack.set(name, [...(byPack.get(name) ?? []), adoption]);
  }
  const places = new Map<string, readonly string[]>();
  for (const list of [...byPack.values()].sort((a, b) => b.length - a.length)) {
    const found = new Map<string, Set<string>>();
    for (const { candidates, names } of list) {
      for (const { labels } of candidates) {
        for (const [own, value] of labels) {
          const name = names.get(own) ?? own;
          if (!isPlaceLabel(name) || (isScopeLabel(name) && name !== "job")) continue;
          const values = found.get(name) ?? new Set();
          found.set(name, values);
          if (values.size < mostValues) values.add(value);
        }
      }
    }
    for (const [name, values] of found) if (!places.has(name)) places.set(name, [...values]);
  }
  return places;
}
