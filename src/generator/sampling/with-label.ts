import type { Labels } from "../series.ts";

/** A label set with one more label, at its place in the order. The name is ASCII. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const place = labels.findIndex(([other]) => other > name);
  const at = place === -1 ? labels.length : place;
  return [...labels.slice(0, at), [name, value], ...labels.slice(at)];
}
