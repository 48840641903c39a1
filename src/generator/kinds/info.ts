import { present } from "../sampling/block.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";

/** A series that is always 1: its labels carry the information. */
export function createInfo(definition: SeriesDefinition): SeriesSource {
  const { name, labels } = definition;
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill(_firstIndex, length, [block]) {
      block!.values.fill(1, 0, length);
      block!.states.fill(present, 0, length);
    },
    clampedRates: 0,
  };
}
