import { createBlock, present, stale } from "../../generator/sampling/block.ts";
import type { SampledSeries } from "../../prometheus/write/write-samples.ts";
import type { VectorElement } from "./ask-expression.ts";
import type { Instants } from "./instants.ts";
import { labelKey } from "./label-set.ts";

/**
 * The series that a rule makes, evaluation by evaluation: a series that an evaluation no longer has ends with a stale
 * marker.
 */
export class ResultSeries {
  readonly #instants: Instants;
  readonly #count: number;
  readonly #series = new Map<string, SampledSeries>();
  #previous = new Set<string>();

  constructor(instants: Instants) {
    this.#instants = instants;
    this.#count = Math.round((instants.endMs - instants.startMs) / instants.stepMs) + 1;
  }

  /** Notes the result of an evaluation that did not fail. */
  add(timeMs: number, elements: readonly VectorElement[]): void {
    const place = Math.round((timeMs - this.#instants.startMs) / this.#instants.stepMs);
    const now = new Set<string>();
    for (const { labels, value } of elements) {
      const key = labelKey(labels);
      now.add(key);
      const series = this.#series.get(key) ?? { labels, block: createBlock(this.#count) };
      this.#series.set(key, series);
      series.block.values[place] = value;
      series.block.states[place] = present;
    }
    for (const key of this.#previous) if (!now.has(key)) this.#series.get(key)!.block.states[place] = stale;
    this.#previous = now;
  }

  get all(): readonly SampledSeries[] {
    return [...this.#series.values()];
  }

  /** The samples and stale markers of one evaluation. */
  at(timeMs: number): SampledSeries[] {
    const place = Math.round((timeMs - this.#instants.startMs) / this.#instants.stepMs);
    return this.all.flatMap(({ labels, block }) => {
      if (block.states[place] === 0) return [];
      const one = createBlock(1);
      one.values[0] = block.values[place]!;
      one.states[0] = block.states[place]!;
      return [{ labels, block: one }];
    });
  }
}
