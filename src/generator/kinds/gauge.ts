import { compileSignal } from "../sampling/compile.ts";
import { defaultEnd } from "../sampling/default-end.ts";
import { endless } from "../sampling/ending.ts";
import { chunkSize } from "../sampling/filler.ts";
import { withLifetime } from "../sampling/lifetime.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import type { Signal } from "../signal.ts";
import { isNative } from "./native-signal.ts";
import { rootContext, type SeriesPlace } from "./rate-source.ts";

/** A series whose samples are those of its signal: floats or native histograms. */
export function createGauge(
  definition: SeriesDefinition & { readonly value: Signal },
  place: SeriesPlace,
): SeriesSource {
  const { name, labels, value } = definition;
  const fill = createValueFiller(definition, place);
  return {
    definition,
    series: [{ name, labels, native: isNative(value) }],
    fill: (firstIndex, length, blocks) => fill(blocks[0]!, firstIndex, length),
    clampedRates: 0,
  };
}

/** Fills a block of any size with a signal and what follows it, while the series lives. */
export function createValueFiller(definition: SeriesDefinition & { readonly value: Signal }, place: SeriesPlace) {
  const { name, kind, value, then = defaultEnd(value), life, restarts } = definition;
  const { stepMs, leadIn = 0 } = place.grid;
  const whileDown = name === "up" && kind === "gauge" && !isNative(value) ? 0 : undefined;
  const values = endless(compileSignal(value, rootContext(place, "value")), then, stepMs);
  const filler = withLifetime(values, { life, restarts, stepMs, leadIn, whileDown });
  return (block: Parameters<typeof filler.fill>[0], firstIndex: number, length: number): void => {
    for (let at = 0; at < length; at += chunkSize) {
      filler.fill(block, at, firstIndex + at - leadIn, Math.min(chunkSize, length - at), 0);
    }
  };
}
