import type { SampleBlock } from "../block.ts";
import { defaultEnd } from "../default-end.ts";
import type { Scrapes, Tally } from "../event-counter.ts";
import { EventTotal } from "../event-total.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import { countEvents, type SeriesPlace } from "./rate-source.ts";
import { createRawCounter } from "./raw-counter.ts";

/** The definition of a counter. */
export type CounterDefinition = Extract<SeriesDefinition, { kind: "counter" }>;

/** A series that only goes up, but for resets: the running total of a rate, or raw values. */
export function createCounter(definition: CounterDefinition, place: SeriesPlace): SeriesSource {
  if ("value" in definition) return createRawCounter(definition, place);
  const { name, labels, rate, then = defaultEnd(rate), initial = 0, integer = false, gaps, resets } = definition;
  const tally = counterTally({ initial, integer, stepMs: place.grid.stepMs });
  const counter = countEvents({ rate, then, tally, resets, running: gaps === "running" }, place);
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get clampedRates() {
      return counter.clampedRates;
    },
  };
}

function counterTally({ initial, integer, stepMs }: { initial: number; integer: boolean; stepMs: number }): Tally {
  const events = new EventTotal(stepMs);
  const finish = ({ values }: SampleBlock, { at, count, initial: fromFirst }: Scrapes) => {
    const offset = fromFirst ? initial : 0;
    if (offset !== 0) for (let place = at; place < at + count; place++) values[place] = offset + values[place]!;
    if (integer) for (let place = at; place < at + count; place++) values[place] = Math.floor(values[place]!);
  };
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const block = scrapes.blocks?.[0];
      events.add(scrapes, block?.values);
      if (block !== undefined) finish(block, scrapes);
    },
  };
}
