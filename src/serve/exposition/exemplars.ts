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
  const scale = 2 ** (Math.floor(Math.log2(Math.abs(value) || 1)) - 10);
  const rounded = Math.round(value / scale) * scale;
  return rounded > lower && rounded <= (upper ?? Number.POSITIVE_INFINITY) ? rounded : value;
}

function traceId(at: number, index: number): string {
  mixIndex(at, 0x51ed270b, index);
  const head = hex(lanes[0]!) + hex(lanes[1]!);
  mixIndex(at, 0x2545f491, index);
  return head + hex(lanes[0]!) + hex(lanes[1]!);
}

const pairs = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, "0"));

function hex(word: number): string {
  return pairs[word >>> 16]! + pairs[word & 0xffff]!;
}

/** The end of a line of OpenMetrics; `seconds` is the exemplar's time. */
export function exemplarText({ traceId: id, value }: Exemplar, seconds: string): string {
  return ` # {trace_id="${id}"} ${value} ${seconds}\n`;
}
