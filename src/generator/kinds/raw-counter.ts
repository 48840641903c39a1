import { createBlock, present } from "../sampling/block.ts";
import { resetIndexes } from "../sampling/resets.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import type { Signal } from "../signal.ts";
import { createValueFiller } from "./gauge.ts";
import type { SeriesPlace } from "./rate-source.ts";

/** A counter of raw values. After a reset it counts from the first value that was written since. */
export function createRawCounter(
  definition: Extract<SeriesDefinition, { kind: "counter" }> & { readonly value: Signal },
  place: SeriesPlace,
): SeriesSource {
  const { name, labels, integer = false } = definition;
  const fill = createValueFiller(definition, place);
  const resets = resetIndexes(definition, place.grid);
  const single = createBlock(1);
  let known = { reset: 0, offset: 0 };
  let totalsFrom = 0;
  /** The first value at or after a reset, looked for up to `last`; undefined if all are missing. */
  const offsetOf = (reset: number, last: number): number | undefined => {
    if (reset === 0) return 0;
    if (known.reset === reset) return known.offset;
    for (let index = reset; index <= last; index++) {
      fill(single, index, 1);
      if (single.states[0] !== present) continue;
      known = { reset, offset: single.values[0]! };
      return known.offset;
    }
    return undefined;
  };
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill(firstIndex, length, [block]) {
      fill(block!, firstIndex, length);
      totalsFrom = resets.before(firstIndex + length - 1);
      for (let at = 0; at < length; at++) {
        if (block!.states[at] !== present) continue;
        const raw = block!.values[at]! - (offsetOf(resets.before(firstIndex + at), firstIndex + at) ?? 0);
        block!.values[at] = integer ? Math.floor(raw) : raw;
      }
    },
    get totalsFrom() {
      return totalsFrom;
    },
    clampedRates: 0,
  };
}
