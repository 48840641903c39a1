import { specOf } from "./levels/signal.ts";
import type { InferredMetric, InferredSeries } from "./series/model.ts";
import { causesIn, restCauses } from "./world/cause.ts";

/** Series of one metric at most. */
const maxSeries = 400;

/**
 * The metric with all parts of each whole of which it has some: where one dashboard asks for the idle time of four
 * processors and an alert for all modes of two, the other two have all modes too. Parts of a whole differ in one label
 * and follow one cause, which one of them is what is left of.
 */
export function completeWholes(metric: InferredMetric): InferredMetric {
  const { series, kind } = metric;
  if (kind === "info" || series.length < 4 || series.length > maxSeries) return metric;
  const names = new Set(series.flatMap(({ labels }) => [...labels.keys()]));
  for (const name of names) {
    const groups = new Map<string, InferredSeries[]>();
    for (const one of series) {
      const place = JSON.stringify([...one.labels].filter(([label]) => label !== name));
      groups.set(place, [...(groups.get(place) ?? []), one]);
    }
    if (groups.size < 2 || groups.size === series.length) continue;
    const full = [...groups.values()].reduce((most, one) => (one.length > most.length ? one : most));
    const cause = full.length < 3 ? undefined : sharedCause(full);
    if (cause === undefined) continue;
    const added = [...groups.values()].flatMap((own) => missingParts(own, full, { name, cause }));
    if (added.length > 0 && series.length + added.length <= maxSeries)
      return { ...metric, series: [...series, ...added] };
  }
  return metric;
}

/** The cause that all parts follow and that one of them, and no other, is the rest of. */
function sharedCause(parts: readonly InferredSeries[]): string | undefined {
  const specs = parts.map(({ signal }) => specOf(signal));
  const rests = specs.map(restCauses);
  const [first = new Set<string>()] = specs.map(causesIn);
  return [...first].find(
    (name) => specs.every((spec) => causesIn(spec).has(name)) && rests.filter((rest) => rest.has(name)).length === 1,
  );
}

/** The parts of a full whole that another one lacks; none where that one is something else. */
function missingParts(
  own: readonly InferredSeries[],
  full: readonly InferredSeries[],
  { name, cause }: { readonly name: string; readonly cause: string },
): InferredSeries[] {
  if (own.length >= full.length) return [];
  const there = new Set(own.map(({ labels }) => labels.get(name)));
  const known = new Set(full.map(({ labels }) => labels.get(name)));
  const isSame = own.every((one) => known.has(one.labels.get(name)) && causesIn(specOf(one.signal)).has(cause));
  if (!isSame) return [];
  const [{ labels: place, index }] = own as readonly [InferredSeries];
  return full.flatMap((part): InferredSeries[] => {
    const value = part.labels.get(name);
    if (value === undefined || there.has(value)) return [];
    const labels = new Map([...place].map(([label, at]) => [label, label === name ? value : at] as const));
    return [{ ...part, labels, index }];
  });
}
