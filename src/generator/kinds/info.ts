import type { SeriesDefinition, SeriesSource } from "../series.ts";
import { createValueFiller } from "./gauge.ts";
import type { SeriesPlace } from "./rate-source.ts";

/** A series that is always 1: its labels carry the information. */
export function createInfo(definition: SeriesDefinition, place: SeriesPlace): SeriesSource {
  const { name, labels } = definition;
  const fill = createValueFiller({ ...definition, kind: "gauge", value: { type: "constant", value: 1 } }, place);
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill: (firstIndex, length, [block]) => fill(block!, firstIndex, length),
    clampedRates: 0,
  };
}
