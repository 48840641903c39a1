import type { WireSeries } from "../../generator/series.ts";
import type { ServedSeries } from "../running/served-series.ts";
import { linePrefix } from "./line-text.ts";

const plain = new WeakMap<ServedSeries, readonly string[]>();
const canonical = new WeakMap<ServedSeries, readonly string[]>();

/** Name, labels and a blank of every wire series: written once, not at every scrape. */
export function prefixesOf(series: ServedSeries): readonly string[] {
  return remember(plain, series, () => series.wire.map(linePrefix));
}

/** The same with whole numbers in `le` and `quantile` as OpenMetrics wants them: `1.0`. */
export function canonicalPrefixesOf(series: ServedSeries): readonly string[] {
  return remember(canonical, series, () => {
    const known = prefixesOf(series);
    let at = 0;
    return series.sources.flatMap(({ definition: { kind }, series: own }) =>
      own.map((one) => {
        const prefix = known[at++]!;
        const bounded = (kind === "histogram" || kind === "summary") && one.labels.some(isBound);
        return bounded ? linePrefix(withFractions(one)) : prefix;
      }),
    );
  });
}

const created = new WeakMap<ServedSeries, string[]>();

/** Of each source the beginning of its line `_created`, as soon as it is needed. */
export function createdPrefixesOf(series: ServedSeries): string[] {
  const found = created.get(series) ?? [];
  created.set(series, found);
  return found;
}

function remember(
  all: WeakMap<ServedSeries, readonly string[]>,
  series: ServedSeries,
  make: () => readonly string[],
): readonly string[] {
  const found = all.get(series) ?? make();
  all.set(series, found);
  return found;
}

const whole = /^-?\d+$/;

function isBound([name, value]: readonly [string, string]): boolean {
  return (name === "le" || name === "quantile") && whole.test(value);
}

function withFractions(series: WireSeries): WireSeries {
  return { ...series, labels: series.labels.map((pair) => (isBound(pair) ? [pair[0], `${pair[1]}.0`] : pair)) };
}
