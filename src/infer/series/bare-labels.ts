import { wireNames } from "../../generator/wire-names.ts";
import type { Family } from "../read/families.ts";
import { isPlaceLabel, isScopeLabel } from "../words/place-labels.ts";

/** Labels that the level of a recording rule's name may list: `namespace_pod:…`. */
const levels = ["instance", "namespace", "pod", "node", "cluster", "job", "container", "service", "zone"];

/**
 * Gives metrics of which no query names a member of a fleet the labels that every scraped series has: no exporter
 * exposes a series without. One that a panel shows as its only number has one member. Changes the families' label sets.
 *
 * @param known - metrics whose labels are known from elsewhere.
 */
export function addBareLabels(families: readonly Family[], known: ReadonlySet<string>): void {
  for (const family of families) {
    const { name, use } = family;
    if (use.exact !== undefined || [name, ...wireNames(family)].some((one) => known.has(one))) continue;
    const own = [...use.labels];
    if (own.some((label) => isPlaceLabel(label) && !isScopeLabel(label))) continue;
    const added = scrapedLabels(name).filter((label) => !use.labels.has(label));
    if (use.shownAlone && added.length > 0 && own.every(isScopeLabel))
      use.unique.push({ conditions: [], labels: new Set(), ignored: new Set() });
    for (const label of added) {
      use.labels.add(label);
      if (isScopeLabel(label)) use.constant.add(label);
    }
  }
}

function scrapedLabels(name: string): readonly string[] {
  if (name.includes(":")) {
    const words = name.slice(0, name.indexOf(":")).split("_");
    return levels.filter((label) => words.includes(label));
  }
  const object = /^kube_([a-z]+)_/.exec(name)?.[1];
  if (object !== undefined && object !== "state") {
    if (["node", "namespace", "persistentvolume", "storageclass"].includes(object)) return [object];
    return ["namespace", object];
  }
  return /^container_/.test(name) ? ["namespace", "pod", "container"] : ["instance", "job"];
}
