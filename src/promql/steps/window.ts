import { keyOf, type Labels, type StepSeries, without } from "./answer.ts";
import { type CounterReset, type Extrapolation, extrapolate, resetsOf, type Sample } from "./calculate/extrapolate.ts";
import { overTime } from "./calculate/over-time.ts";

/** The window of a function over a range: of every series the samples in it. */
export interface WindowDetail {
  readonly kind: "window";
  /** `rate` */
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromBelongs: boolean;
  readonly series: readonly WindowSeries[];
  /** Series that were left out. */
  readonly more: number;
}

/** One series of a window. */
export interface WindowSeries {
  /** Without the metric's name. */
  readonly labels: Labels;
  /** The samples, as far as the limits allow. */
  readonly samples: readonly Sample[];
  readonly count: number;
  /** Of counters. */
  readonly resets: readonly CounterReset[];
  /** Of `rate`, `increase` and `delta` with two samples or more. */
  readonly extrapolation?: Extrapolation | undefined;
  /** The result of these samples, worked out here; undefined where there is none or nobody knows how. */
  readonly own?: number | undefined;
  /** The server's result for them. */
  readonly server?: number | undefined;
  /** Whether both are the same number, up to rounding; undefined where one is missing. */
  readonly agrees?: boolean | undefined;
  /** Native histograms: the numbers are those of their observations. */
  readonly native: boolean;
}

/** Options of {@link windowDetail}. */
export interface WindowOptions {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromBelongs: boolean;
  /** Up to Prometheus 2.52; undefined where the version is not known. */
  readonly zeroFirst: boolean | undefined;
  /** The server's results. */
  readonly results: readonly StepSeries[];
  readonly limits: { readonly series: number; readonly points: number };
}

const extrapolating = new Map([
  ["rate", { isCounter: true, isRate: true }],
  ["increase", { isCounter: true, isRate: false }],
  ["delta", { isCounter: false, isRate: false }],
]);
const ofCounters: ReadonlySet<string> = new Set(["rate", "increase", "irate", "resets"]);

/** Whether it is known how the function comes to its value. */
export const isWindowFunction = (name: string) => extrapolating.has(name) || overTime.has(name);

/** Explains a function over ranges by the samples in its window. */
export function windowDetail(series: readonly StepSeries[], options: WindowOptions): WindowDetail {
  const { name, fromMs, toMs, fromBelongs, limits } = options;
  const results = new Map(options.results.map((one) => [keyOf(without(one.labels, ["__name__"])), one]));
  return {
    kind: "window",
    name,
    fromMs,
    toMs,
    fromBelongs,
    series: series.slice(0, limits.series).map((one) => windowSeries(one, results, options)),
    more: Math.max(0, series.length - limits.series),
  };
}

function windowSeries(
  { labels: named, timesMs, values, histograms }: StepSeries,
  results: ReadonlyMap<string, StepSeries>,
  options: WindowOptions,
): WindowSeries {
  const { name, limits } = options;
  const labels = without(named, ["__name__"]);
  const samples = timesMs.map((timeMs, index) => ({ timeMs, value: values[index]! }));
  const result = results.get(keyOf(labels));
  const server = result?.values.at(-1);
  const native = histograms?.some((one) => one !== undefined) ?? false;
  const base = {
    labels,
    samples: samples.slice(-limits.points),
    count: samples.length,
    resets: ofCounters.has(name) ? resetsOf(samples) : [],
    native,
    server,
  };
  // The server's own numbers for histograms are whole distributions; counts alone say nothing to compare.
  if (native) return base;
  const extrapolation = extrapolationOf(samples, server, options);
  const own = extrapolation?.value ?? overTime.get(name)?.(samples, options);
  return { ...base, extrapolation, own, agrees: own === undefined ? undefined : sameNumber(own, server) };
}

/** Where the version is not known, the order that the server's number shows. */
function extrapolationOf(samples: readonly Sample[], server: number | undefined, options: WindowOptions) {
  const kind = extrapolating.get(options.name);
  if (kind === undefined) return undefined;
  const byOrder = (zeroFirst: boolean) => extrapolate(samples, { ...options, ...kind, zeroFirst });
  const usual = byOrder(options.zeroFirst ?? false);
  if (options.zeroFirst !== undefined || sameNumber(usual?.value, server) !== false) return usual;
  const other = byOrder(true);
  return sameNumber(other?.value, server) === true ? other : usual;
}

/** Whether two numbers are the same up to rounding in the last digits; undefined where one is missing. */
export function sameNumber(one: number | undefined, other: number | undefined): boolean | undefined {
  if (one === undefined || other === undefined) return undefined;
  if (Object.is(one, other) || one === other) return true;
  return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}
