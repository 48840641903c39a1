import type { DistributionSpec } from "../../data-spec/generated/data-spec.ts";
import { type InferredSignal, writeSignal } from "../levels/signal.ts";
import type { InferredSeries, SeriesOptions } from "./model.ts";

/** Series that one entry of a spec makes: each combination of the labels' values. */
export interface LabelEntry {
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly signal: InferredSignal;
  readonly observe?: DistributionSpec | undefined;
  readonly options?: SeriesOptions | undefined;
}

/**
 * Puts series with the same signal together where their labels are all combinations of some values. Exactly the same
 * series, fewer lines.
 */
export function factorRows(series: readonly InferredSeries[]): LabelEntry[] {
  const groups = new Map<string, LabelEntry[]>();
  for (const { labels, signal, observe, options } of series) {
    const key = JSON.stringify([writeSignal(signal), observe, options, [...labels.keys()]]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ labels: new Map([...labels].map(([name, value]) => [name, [value]])), signal, observe, options });
  }
  return [...groups.values()].flatMap((group) => mergeAll(group));
}

/** Over one label after the other: entries that are alike in all others become one. */
function mergeAll(group: readonly LabelEntry[]): LabelEntry[] {
  let entries = [...group];
  for (const label of group[0]!.labels.keys()) {
    const alike = new Map<string, LabelEntry>();
    for (const entry of entries) {
      const key = JSON.stringify([...entry.labels].filter(([name]) => name !== label));
      const known = alike.get(key);
      const values = [...(known?.labels.get(label) ?? []), ...entry.labels.get(label)!];
      alike.set(key, {
        ...entry,
        labels: new Map([...entry.labels].map(([name, own]) => [name, name === label ? values : own])),
      });
    }
    entries = [...alike.values()];
  }
  return entries;
}
