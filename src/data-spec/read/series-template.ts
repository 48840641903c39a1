import type { SeriesDefinition } from "../../generator/series.ts";

type WithoutIdentity<Definition> = Definition extends unknown ? Omit<Definition, "name" | "labels"> : never;

/** A series without its name and labels: the part that all series of one entry share. */
export type SeriesTemplate = WithoutIdentity<SeriesDefinition>;

/** Number of series on the wire that one definition of this template makes. */
export function wireSeriesOf(template: SeriesTemplate): number {
  if (template.kind === "histogram") {
    const classic = template.native === true ? 0 : template.buckets.length + 3;
    return classic + (template.native === false ? 0 : 1);
  }
  return template.kind === "summary" ? template.quantiles.length + 2 : 1;
}
