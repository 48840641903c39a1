import { defaultEnd } from "../sampling/default-end.ts";
import type { Scrapes, Tally } from "../sampling/event-counter.ts";
import { EventTotal } from "../sampling/event-total.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import { countEvents, type SeriesPlace } from "./rate-source.ts";
import { createRawCounter } from "./raw-counter.ts";

/** The definition of a counter. */
export type CounterDefinition = Extract<SeriesDefinition, { kind: "counter" }>;

/** A series that only rises, resets apart: the running total of a rate, or raw values. */
export function createCounter(definition: CounterDefinition, place: SeriesPlace): SeriesSource {
  if ("value" in definition) return createRawCounter(definition, place);
  const { name, labels, rate, then = defaultEnd(rate), initial = 0, integer = false, gaps } = definition;
  const tally = new CounterTally({ initial, integer, stepMs: place.grid.stepMs });
  const counter = countEvents({ rate, then, tally, running: gaps === "running" }, place, definition);
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get totalsFrom() {
      return counter.totalsFrom;
    },
    get clampedRates() {
      return counter.clampedRates;
    },
  };
}

/** Writes `initial` plus the events. A class, because there are many of them and a class takes less memory. */
class CounterTally implements Tally {
  readonly closedForm = true;
  readonly #events: EventTotal;
  readonly #initial: number;
  readonly #integer: boolean;

  constructor({ initial, integer, stepMs }: { initial: number; integer: boolean; stepMs: number }) {
    this.#events = new EventTotal(stepMs);
    this.#initial = initial;
    this.#integer = integer;
  }

  restart(): void {
    this.#events.restart();
  }

  closeBlock(): void {
    this.#events.closeBlock();
  }

  add(scrapes: Scrapes): void {
    const values = scrapes.blocks?.[0]?.values;
    this.#events.add(scrapes, values);
    if (values === undefined) return;
    const { at, count, initial } = scrapes;
    if (initial && this.#initial !== 0)
      for (let place = at; place < at + count; place++) values[place] = this.#initial + values[place]!;
    if (this.#integer) for (let place = at; place < at + count; place++) values[place] = Math.floor(values[place]!);
  }
}
