import type { Scrapes } from "./event-counter.ts";
import { RunningTotal } from "./running-total.ts";

/**
 * Events since a sum began: the running total of a rate times the step, or rate times time where the rate never
 * changes.
 */
export class EventTotal {
  readonly #total = new RunningTotal();
  readonly #stepMs: number;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  restart(): void {
    this.#total.restart();
  }

  closeBlock(): void {
    this.#total.closeBlock();
  }

  /** Takes in scrapes and writes the events after each to places `at` … of `out`, where one is given. */
  add({ rates, count, elapsed, constantRate, at }: Scrapes, out: Float64Array | undefined): void {
    const stepMs = this.#stepMs;
    if (constantRate === undefined) this.#total.add(rates, count, out, at);
    if (out === undefined) return;
    if (constantRate === undefined)
      for (let place = at; place < at + count; place++) out[place] = (out[place]! * stepMs) / 1000;
    else
      for (let place = 0; place < count; place++)
        out[at + place] = constantRate * (((elapsed + place) * stepMs) / 1000);
  }
}
