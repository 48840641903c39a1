import { compileDistribution } from "../distributions/compile-distribution.ts";
import { formatFloat } from "../format-float.ts";
import { defaultEnd } from "../sampling/default-end.ts";
import type { Tally } from "../sampling/event-counter.ts";
import { withLabel } from "../sampling/with-label.ts";
import type { SeriesDefinition, SeriesSource, WireSeries } from "../series.ts";
import { partName } from "../wire-names.ts";
import { changingClassic, constantClassic } from "./classic-tally.ts";
import { changingNative, constantNative } from "./native-tally.ts";
import { countEvents, rootContext, type SeriesPlace } from "./rate-source.ts";

/** The definition of a histogram. */
export type HistogramDefinition = Extract<SeriesDefinition, { kind: "histogram" }>;

const defaultSchema = 3;

/**
 * Buckets, sum and count of a rate of observations, a series of native histograms, or both; the native one is the last
 * series.
 */
export function createHistogram(definition: HistogramDefinition, place: SeriesPlace): SeriesSource {
  const { rate, observe, buckets, native, schema = defaultSchema, then = defaultEnd(rate) } = definition;
  const distribution = compileDistribution(observe, rootContext(place, "observe"), place.grid.leadIn);
  const { constant } = distribution;
  const { stepMs } = place.grid;
  const series = wireSeries(definition);
  const tallies: Tally[] = [];
  if (native !== true) {
    tallies.push(
      constant ? constantClassic(constant, buckets, stepMs) : changingClassic(distribution, buckets, stepMs),
    );
  }
  if (native !== false) {
    const block = series.length - 1;
    tallies.push(
      constant
        ? constantNative(constant, { schema, stepMs, block })
        : changingNative(distribution, { schema, stepMs, block }),
    );
  }
  const counters = tallies.map((tally) => countEvents({ rate, then, tally }, place, definition));
  return {
    definition,
    series,
    fill(firstIndex, length, blocks) {
      for (const counter of counters) counter.fill(firstIndex, length, blocks);
    },
    get totalsFrom() {
      return counters[0]!.totalsFrom;
    },
    get clampedRates() {
      return counters[0]!.clampedRates;
    },
  };
}

function wireSeries({ name, labels, buckets, native }: HistogramDefinition): WireSeries[] {
  const nativeSeries = native === false ? [] : [{ name, labels, native: true }];
  if (native === true) return nativeSeries;
  const bounds = [...buckets, Number.POSITIVE_INFINITY];
  return [
    ...bounds.map((bound) => ({
      name: partName(name, "bucket"),
      labels: withLabel(labels, "le", formatFloat(bound)),
      native: false,
    })),
    { name: partName(name, "sum"), labels, native: false },
    { name: partName(name, "count"), labels, native: false },
    ...nativeSeries,
  ];
}
