import type { CompiledDistribution } from "../distributions/compile-distribution.ts";
import type { Shape } from "../distributions/shape.ts";
import { createBlock, type HistogramSample } from "../sampling/block.ts";
import type { Tally } from "../sampling/event-counter.ts";
import { EventTotal } from "../sampling/event-total.ts";
import { chunkSize } from "../sampling/filler.ts";
import { RunningTotal } from "../sampling/running-total.ts";
import { BucketTotals } from "./bucket-totals.ts";
import { invalidateBy, termOf } from "./classic-tally.ts";
import { layOut, zeroThreshold } from "./native-layout.ts";

/** Options of the native tallies. */
export interface NativeOptions {
  readonly schema: number;
  readonly stepMs: number;
  /** Which of the source's blocks is the native one. */
  readonly block: number;
}

const scratch = createBlock(chunkSize).values;

/** Native histograms of a distribution that never changes: each bucket is its share of all events. */
export function constantNative(shape: Shape, { schema, stepMs, block }: NativeOptions): Tally {
  const events = new EventTotal(stepMs);
  const { zero, positive, negative } = layOut(shape, schema);
  const sample = (count: number): HistogramSample => ({
    schema,
    zeroThreshold,
    zeroCount: zero * count,
    count,
    sum: shape.mean * count,
    positiveOffset: positive.offset,
    positiveCounts: positive.shares.map((share) => share * count),
    negativeOffset: negative.offset,
    negativeCounts: negative.shares.map((share) => share * count),
  });
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const histograms = scrapes.blocks?.[block]?.histograms;
      events.add({ ...scrapes, at: 0 }, scrapes.blocks && scratch);
      if (histograms === undefined) return;
      for (let place = 0; place < scrapes.count; place++) histograms[scrapes.at + place] = sample(scratch[place]!);
    },
  };
}

/** The same for a distribution that changes: every bucket sums its own part of each scrape. */
export function changingNative(distribution: CompiledDistribution, { schema, stepMs, block }: NativeOptions): Tally {
  const count = new RunningTotal();
  const sum = new RunningTotal({ rising: false });
  const zero = new RunningTotal();
  const positive = new BucketTotals();
  const negative = new BucketTotals();
  const every = [count, sum, zero, positive, negative];
  const term = new Float64Array(1);
  const events = new Float64Array(1);
  const addOne = (total: RunningTotal, value: number): number => {
    term[0] = value;
    total.add(term, 1, events, 0);
    return (events[0]! * stepMs) / 1000;
  };
  const counts = (totals: BucketTotals) => totals.counts().map((value) => (value * stepMs) / 1000);
  return {
    closedForm: false,
    restart: () => every.forEach((total) => void total.restart()),
    closeBlock: () => every.forEach((total) => void total.closeBlock()),
    invalidate: invalidateBy(distribution),
    add({ index, count: length, rates, blocks, at }) {
      const histograms = blocks?.[block]?.histograms;
      const shapes = distribution.shapes(index, length);
      let known: { shape: Shape; layout: ReturnType<typeof layOut> } | undefined;
      for (let place = 0; place < length; place++) {
        const rate = rates[place]!;
        const shape = shapes[place];
        if (shape !== undefined && shape !== known?.shape) known = { shape, layout: layOut(shape, schema) };
        const layout = shape === undefined ? undefined : known?.layout;
        const all = addOne(count, shape === undefined ? 0 : rate);
        const mean = addOne(
          sum,
          termOf(rate, shape, (one) => one.mean),
        );
        const zeros = addOne(zero, layout === undefined ? 0 : rate * layout.zero);
        if (layout !== undefined && rate > 0) {
          positive.add(layout.positive.offset, layout.positive.shares, rate);
          negative.add(layout.negative.offset, layout.negative.shares, rate);
        }
        if (histograms === undefined) continue;
        histograms[at + place] = {
          schema,
          zeroThreshold,
          zeroCount: zeros,
          count: all,
          sum: mean,
          positiveOffset: positive.offset,
          positiveCounts: counts(positive),
          negativeOffset: negative.offset,
          negativeCounts: counts(negative),
        };
      }
    },
  };
}
