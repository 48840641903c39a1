import { lanes, mixIndex } from "../../generator/random/hash.ts";
import type { Snapshot } from "../running/running-spec.ts";

/** One observation or event, with the trace that it would belong to. */
export interface Exemplar {
  readonly traceId: string;
  readonly value: number;
  /** Unix milliseconds of real time. */
  readonly timeMs: number;
}

/**
 * Makes exemplars for counters and classic buckets that have counted something since they were shown last. A trace is
 * made up of the series and the moment: the same for the same scrape, and nowhere to be found.
 */
export function createExemplars({ series, index, shownMs }: Snapshot) {
  const { values, previous, sources, offsets } = series;
  const timeMs = index < 0 ? 0 : shownMs(index);
  return {
    /** The exemplar of wire series `at` of a source. */
    find(place: number, at: number): Exemplar | undefined {
      const { definition } = sources[place]!;
      if (definition.kind === "counter")
        return values[at]! > previous[at]! ? { traceId: traceId(at, index), value: 1, timeMs } : undefined;
      if (definition.kind !== "histogram" || definition.native === true) return undefined;
      const { buckets } = definition;
      const bucket = at - offsets[place]!;
      if (bucket > buckets.length) return undefined;
      const below = bucket === 0 ? 0 : values[at - 1]! - previous[at - 1]!;
      if (!(values[at]! - previous[at]! > below)) return undefined;
      return { traceId: traceId(at, index), value: within(buckets, bucket), timeMs };
    },
  };
}

/** A value in a bucket, at the share of it that the last hash says. */
function within(buckets: readonly number[], bucket: number): number {
  const share = ((lanes[0]! >>> 8) + 1) / 2 ** 24;
  const upper = buckets[bucket];
  const lower = buckets[bucket - 1] ?? Math.min(0, 2 * (upper ?? 0));
  const value = upper === undefined ? lower + Math.abs(lower || 1) * share : lower + (upper - lower) * share;
  const rounded = Number(value.toPrecision(4));
  return rounded > lower && rounded <= (upper ?? Number.POSITIVE_INFINITY) ? rounded : value;
}

function traceId(at: number, index: number): string {
  mixIndex(at, 0x51ed270b, index);
  const [a, b] = [hex(lanes[0]!), hex(lanes[1]!)];
  mixIndex(at, 0x2545f491, index);
  return a + b + hex(lanes[0]!) + hex(lanes[1]!);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}

/** The end of a line of OpenMetrics. */
export function exemplarText(exemplar: Exemplar | undefined): string {
  if (exemplar === undefined) return "";
  return ` # {trace_id="${exemplar.traceId}"} ${exemplar.value} ${(exemplar.timeMs / 1000).toFixed(3)}`;
}
