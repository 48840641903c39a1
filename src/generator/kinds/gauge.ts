import { compileSignal } from "../sampling/compile.ts";
import { defaultEnd } from "../sampling/default-end.ts";
import { endless } from "../sampling/ending.ts";
import { chunkSize } from "../sampling/filler.ts";
import type { End, SeriesDefinition, SeriesSource } from "../series.ts";
import type { Signal } from "../signal.ts";
import { isNative } from "./native-signal.ts";
import { rootContext, type SeriesPlace } from "./rate-source.ts";

/** A series whose samples are those of its signal: floats or native histograms. */
export function createGauge(
  definition: SeriesDefinition & { readonly value: Signal },
  place: SeriesPlace,
): SeriesSource {
  const { name, labels, value } = definition;
  const fill = createValueFiller(value, definition.then, place);
  return {
    definition,
    series: [{ name, labels, native: isNative(value) }],
    fill: (firstIndex, length, blocks) => fill(blocks[0]!, firstIndex, length),
    clampedRates: 0,
  };
}

/** Fills a block of any size with a signal and what follows it. */
export function createValueFiller(value: Signal, then: End | undefined, place: SeriesPlace) {
  const filler = endless(
    compileSignal(value, rootContext(place, "value")),
    then ?? defaultEnd(value),
    place.grid.stepMs,
  );
  const { leadIn = 0 } = place.grid;
  return (block: Parameters<typeof filler.fill>[0], firstIndex: number, length: number): void => {
    for (let at = 0; at < length; at += chunkSize) {
      filler.fill(block, at, firstIndex + at - leadIn, Math.min(chunkSize, length - at), 0);
    }
  };
}
