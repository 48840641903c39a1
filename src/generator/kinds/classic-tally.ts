import type { CompiledDistribution } from "../distributions/compile-distribution.ts";
import type { Shape } from "../distributions/shape.ts";
import { missing, present } from "../sampling/block.ts";
import type { Tally } from "../sampling/event-counter.ts";
import { EventTotal } from "../sampling/event-total.ts";
import { chunkSize } from "../sampling/filler.ts";
import { RunningTotal } from "../sampling/running-total.ts";

/**
 * Blocks of a classic histogram whose distribution never changes: a block per bucket, `+Inf`, sum, count. Every bucket
 * is its share of all events.
 */
export function constantClassic(shape: Shape, buckets: readonly number[], stepMs: number): Tally {
  const events = new EventTotal(stepMs);
  const shares = [...buckets.map((bound) => shape.cdf(bound)), 1, shape.mean];
  const countBlock = shares.length;
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const { blocks, at, count } = scrapes;
      const all = blocks?.[countBlock]?.values;
      events.add(scrapes, all);
      if (blocks === undefined || all === undefined) return;
      for (const [number, share] of shares.entries()) {
        const { values } = blocks[number]!;
        for (let place = at; place < at + count; place++) values[place] = share * all[place]!;
      }
    },
  };
}

/**
 * The same for a distribution that changes: each bucket sums its own part of every scrape. Rounding must not make a
 * bucket larger than the next, so a bucket is at least the one below it and at most the count.
 */
export function changingClassic(distribution: CompiledDistribution, buckets: readonly number[], stepMs: number): Tally {
  const totals = buckets.map(() => new RunningTotal());
  const sum = new RunningTotal({ rising: false });
  const count = new RunningTotal();
  const every = [...totals, sum, count];
  const [infBlock, sumBlock, countBlock] = [buckets.length, buckets.length + 1, buckets.length + 2];
  const terms = new Float64Array(chunkSize);
  return {
    closedForm: false,
    restart: () => every.forEach((total) => void total.restart()),
    closeBlock: () => every.forEach((total) => void total.closeBlock()),
    invalidate: invalidateBy(distribution),
    add({ index, count: length, rates, blocks, at }) {
      const shapes = distribution.shapes(index, length);
      const addTerms = (total: RunningTotal, block: number, share: (shape: Shape) => number) => {
        for (let place = 0; place < length; place++) terms[place] = termOf(rates[place]!, shapes[place], share);
        const out = blocks?.[block]?.values;
        total.add(terms, length, out, at);
        if (out !== undefined)
          for (let place = at; place < at + length; place++) out[place] = (out[place]! * stepMs) / 1000;
      };
      addTerms(count, countBlock, () => 1);
      addTerms(sum, sumBlock, ({ mean }) => mean);
      for (const [bucket, total] of totals.entries()) addTerms(total, bucket, (shape) => shape.cdf(buckets[bucket]!));
      if (blocks === undefined) return;
      const all = blocks[countBlock]!.values;
      blocks[infBlock]!.values.set(all.subarray(at, at + length), at);
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        const { values } = blocks[bucket]!;
        const below = blocks[bucket - 1]?.values;
        for (let place = at; place < at + length; place++) {
          values[place] = Math.min(all[place]!, Math.max(values[place]!, below?.[place] ?? 0));
        }
      }
    },
  };
}

/** Marks scrapes as missing where the distribution's parameters are missing or out of range. */
export function invalidateBy(distribution: CompiledDistribution): NonNullable<Tally["invalidate"]> {
  return (index, count, states) => {
    for (const [place, shape] of distribution.shapes(index, count).entries())
      if (shape === undefined && states[place] === present) states[place] = missing;
  };
}

/** The counts that one scrape adds; 0 in each bucket if it has no events. */
export function termOf(rate: number, shape: Shape | undefined, share: (shape: Shape) => number): number {
  return rate === 0 || shape === undefined ? 0 : rate * share(shape);
}
