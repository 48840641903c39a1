import type { MetricType } from "../../generator/series.ts";
import type { ServedSeries } from "./served-series.ts";

/** A metric with all its series. */
export interface Family {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string | undefined;
  readonly unit: string | undefined;
  /** Places of its sources. */
  readonly places: readonly number[];
  /** Every series is a native histogram: text can show it by count and sum only. */
  readonly nativeOnly: boolean;
}

/** The metrics of a plan in the order of the spec; a name that a gauge and a histogram share is there twice. */
export function familiesOf({ plan, sources }: ServedSeries): Family[] {
  const placesOf = new Map<string, number[]>();
  for (const { name, type } of plan.metadata) placesOf.set(`${type} ${name}`, []);
  for (const [place, { definition }] of sources.entries())
    placesOf.get(`${definition.kind} ${definition.name}`)?.push(place);
  return plan.metadata.flatMap(({ name, type, help, unit }) => {
    const places = placesOf.get(`${type} ${name}`)!;
    if (places.length === 0) return [];
    const nativeOnly = places.every((place) => sources[place]!.series.every(({ native }) => native));
    return [{ name, type, help, unit, places, nativeOnly }];
  });
}
