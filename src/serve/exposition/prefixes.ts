import type { ServedSeries } from "../running/served-series.ts";
import { linePrefix } from "./line-text.ts";

const known = new WeakMap<ServedSeries, readonly string[]>();

/** Name, labels and a blank of every wire series: written once, not at every scrape. */
export function prefixesOf(series: ServedSeries): readonly string[] {
  const found = known.get(series);
  if (found !== undefined) return found;
  const made = series.wire.map(linePrefix);
  known.set(series, made);
  return made;
}
