import type { Family } from "../read/families.ts";
import { isLabelName } from "../read/usage.ts";
import type { Adoption } from "./adoption.ts";
import { candidatesOf } from "./candidates.ts";
import { kindOf, type Packed } from "./choose-packs.ts";
import { companionCandidates, partnerCandidates } from "./companions.ts";
import { namesInQueries } from "./label-names.ts";
import { countPlaces, usualPlaces } from "./places.ts";

/** Families of which some have the labels of packs' metrics. */
export interface Adopted {
  readonly families: readonly Family[];
  readonly adoptions: ReadonlyMap<Family, Adoption>;
}

/**
 * Gives families that are a pack's metric, of the same kind, its labels. The families that are given stay as they are.
 */
export function adoptPacks(families: readonly Family[], packs: ReadonlyMap<string, Packed>): Adopted {
  const adoptions = new Map<Family, Adoption>();
  const all = families.map((family) => {
    const packed = packs.get(family.name);
    if (packed === undefined || kindOf(packed.metric) !== family.kind) return family;
    const candidates = candidatesOf(packed);
    const own = new Set(candidates.flatMap(({ labels }) => [...labels.keys()]));
    const asked = new Set(family.use.labels);
    const names = namesInQueries(own, asked);
    const labels = new Set([...asked, ...[...own].map((name) => names.get(name) ?? name).filter(isLabelName)]);
    const adopted: Family = { ...family, use: { ...family.use, labels } };
    adoptions.set(adopted, { packed, candidates, asked, names });
    return adopted;
  });
  const counts = countPlaces([...adoptions.values()]);
  for (const [family, adoption] of adoptions)
    adoptions.set(family, { ...adoption, candidates: usualPlaces(adoption, counts) });
  return { families: all, adoptions };
}

/**
 * Adds families of no pack that have several of the labels that say where a pack's series lie, or that queries put
 * together with a pack's metric: theirs lie in the same places, so that operations between them find both sides. To be
 * called when the families have all their labels.
 */
export function addCompanions({ families, adoptions }: Adopted): ReadonlyMap<Family, Adoption> {
  const all = new Map(adoptions);
  const sources = [...adoptions.values()];
  const byName = new Map([...adoptions].map(([{ name }, adoption]) => [name, adoption]));
  for (const family of families) {
    if (all.has(family)) continue;
    const { labels, partners } = family.use;
    const candidates =
      companionCandidates(labels, sources) ??
      partnerCandidates(
        labels,
        [...partners].flatMap((name) => byName.get(name) ?? []),
      );
    if (candidates === undefined) continue;
    all.set(family, { packed: undefined, candidates, asked: family.use.labels, names: new Map() });
  }
  return all;
}
