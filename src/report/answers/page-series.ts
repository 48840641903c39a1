import type { Evaluated } from "../../check/result.ts";
import type { HistogramBucket, QuerySeries } from "../../templating/backend.ts";
import type { PageSeries, PageValue } from "../page-data.ts";

/** Significant digits of a value in a page: more than anything shows. */
const digits = 9;

/** The instants of a range query in order; undefined for an instant query. */
export type Instants = Pick<Evaluated, "startMs" | "stepMs"> & { readonly count: number };

/** The instants at which a query was evaluated. */
export function instantsOf({ startMs, endMs, stepMs, instant }: Evaluated): Instants | undefined {
  if (instant) return undefined;
  return { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 1 };
}

/**
 * A series with a place for each instant, null where it has no sample.
 *
 * @param instants - undefined for an instant query, which has one place.
 * @param isolation - the label to leave out.
 */
export function pageSeries(
  series: QuerySeries,
  { instants, name, isolation }: { instants: Instants | undefined; name: string; isolation: string | undefined },
): PageSeries {
  const { timesMs, values, histograms } = series;
  const labels = Object.fromEntries([...series.labels].filter(([label]) => label !== isolation));
  const count = instants?.count ?? 1;
  const placeOf = (index: number) =>
    instants === undefined ? 0 : Math.round((timesMs[index]! - instants.startMs) / instants.stepMs);
  const place = <Item>(itemOf: (index: number) => Item): (Item | null)[] => {
    const placed = new Array<Item | null>(count).fill(null);
    for (let index = 0; index < values.length; index++) {
      const at = placeOf(index);
      if (at >= 0 && at < count) placed[at] = itemOf(index);
    }
    return placed;
  };
  if (histograms?.some((buckets) => buckets !== undefined)) {
    return { labels, name, histograms: place((index) => (histograms[index] ?? []).map(roundBucket)) };
  }
  return { labels, name, values: place((index) => pageValue(values[index]!)) };
}

/** Whole numbers stay as they are. */
function pageValue(value: number): PageValue {
  if (Number.isInteger(value)) return value === 0 ? 0 : value;
  if (Number.isFinite(value)) return Number(value.toPrecision(digits));
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

/** JSON has no infinity: a bucket without a bound ends at the largest number that there is. */
function roundBucket([lower, upper, count]: HistogramBucket): [number, number, number] {
  return [finite(lower), finite(upper), finite(count)];
}

function finite(value: number): number {
  if (Number.isNaN(value)) return 0;
  const bounded = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  return Number.isInteger(bounded) ? bounded : Number(bounded.toPrecision(digits));
}
