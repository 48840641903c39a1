import { bucketValue, traceId } from "../../generator/exemplars/exemplar-values.ts";
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
      return { ...bucketValue(buckets, bucket, { at, index }), timeMs };
    },
  };
}

/** The end of a line of OpenMetrics; `seconds` is the exemplar's time. */
export function exemplarText({ traceId: id, value }: Exemplar, seconds: string): string {
  return ` # {trace_id="${id}"} ${value} ${seconds}\n`;
}
