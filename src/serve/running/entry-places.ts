import type { LoadedSpec } from "./load-spec.ts";
import type { ServedSeries } from "./served-series.ts";

/** One entry of a metric's `series` as it is served. */
export interface EntryPlaces {
  readonly name: string;
  /** Its place among the metric's entries. */
  readonly entry: number;
  /** Places of its sources. */
  readonly places: readonly number[];
}

/** The entries of all metrics in the order of the spec. Series that deployments begin belong to none. */
export function entryPlaces({ document, plan }: LoadedSpec): EntryPlaces[] {
  let next = 0;
  return document.metrics.flatMap(({ metadata: { name }, entries }) =>
    entries.map((one, entry) => {
      const places = Array.from({ length: plan.made.get(one) ?? 0 }, (_, place) => next + place);
      next += places.length;
      return { name, entry, places };
    }),
  );
}

/** Places of the sources of a metric, or of one of its entries. */
export function placesOf(
  { plan }: ServedSeries,
  loaded: LoadedSpec,
  { name, entry }: { readonly name: string; readonly entry?: number | undefined },
): readonly number[] {
  if (entry !== undefined)
    return entryPlaces(loaded).find((one) => one.name === name && one.entry === entry)?.places ?? [];
  return plan.definitions.flatMap((definition, place) => (definition.name === name ? [place] : []));
}
