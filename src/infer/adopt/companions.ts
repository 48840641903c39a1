import { isPlaceLabel, isScopeLabel } from "../words/place-labels.ts";
import type { Adoption } from "./adoption.ts";
import type { Candidate } from "./candidates.ts";

/** Labels that have to be the same for series to be those of a pack. */
const fewest = 2;

/**
 * Series that lie where those of a pack do: of the metric that shares the most labels that say where something lies.
 * Undefined if there is none that shares several.
 */
export function companionCandidates(
  labels: ReadonlySet<string>,
  sources: readonly Adoption[],
): readonly Candidate[] | undefined {
  const wanted = [...labels].filter((label) => tellsPlace(label));
  if (wanted.length < fewest) return undefined;
  let best: { readonly source: Adoption; readonly shared: readonly string[] } | undefined;
  for (const source of sources) {
    const own = new Set(source.candidates[0]?.labels.keys());
    const named = new Map([...own].map((name) => [source.names.get(name) ?? name, name]));
    const shared = wanted.flatMap((name) => named.get(name) ?? []);
    if (shared.length >= fewest && shared.length > (best?.shared.length ?? 0)) best = { source, shared };
  }
  return best === undefined ? undefined : projected(best);
}

/**
 * Series that agree in their labels with those of a pack that queries put them together with. Undefined if there is no
 * label that both have, beside those that say where all lies.
 */
export function partnerCandidates(
  labels: ReadonlySet<string>,
  partners: readonly Adoption[],
): readonly Candidate[] | undefined {
  let best: { readonly source: Adoption; readonly shared: readonly string[] } | undefined;
  for (const source of partners) {
    const common = new Set(Object.keys(source.packed?.pack.labels ?? {}));
    const own = new Set(source.candidates.flatMap((one) => [...one.labels.keys()]));
    const shared = [...own].filter((name) => !common.has(name) && labels.has(source.names.get(name) ?? name));
    if (shared.length > (best?.shared.length ?? 0)) best = { source, shared };
  }
  return best === undefined ? undefined : projected(best);
}

/** Each place of a pack's series once. */
function projected({ source, shared }: { readonly source: Adoption; readonly shared: readonly string[] }): Candidate[] {
  const made = new Map<string, Candidate>();
  for (const { labels: all, member } of source.candidates) {
    const own = shared.flatMap((name): [string, string][] => {
      const value = all.get(name);
      return value === undefined ? [] : [[source.names.get(name) ?? name, value]];
    });
    const key = JSON.stringify(own);
    if (!made.has(key)) made.set(key, { labels: new Map(own), member, places: new Map() });
  }
  return [...made.values()];
}

function tellsPlace(label: string): boolean {
  return (isPlaceLabel(label) && !isScopeLabel(label)) || label === "container";
}
