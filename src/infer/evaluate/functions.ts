import { type Evaluated, empty, type LevelSeries, mapValues, scalarOf, withoutName } from "./level-series.ts";
import { labelJoin, labelReplace, quantile } from "./vector-functions.ts";

/** Range of a function over time whose argument has none. */
const usualRangeSeconds = 300;
/** One sample is there for each of these. */
const scrapeSeconds = 15;

const rates = new Set(["rate", "irate"]);
const simple: ReadonlyMap<string, (value: number) => number> = new Map([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["round", Math.round],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["sgn", Math.sign],
]);

/**
 * The result of a function for its arguments; see `evaluate` for what it takes them for. One that is not known leaves
 * its first vector as it is.
 *
 * @param nowSeconds - Unix time.
 */
export function callFunction(name: string, args: readonly Evaluated[], nowSeconds: number): Evaluated {
  const vector = args.find((arg) => arg.kind === "vector");
  const change = simple.get(name);
  if (change !== undefined && vector !== undefined) return mapValues(vector, change);
  switch (name) {
    case "vector":
      return { kind: "vector", series: [{ labels: new Map(), value: scalarOf(args[0] ?? empty) }] };
    case "scalar":
      return { kind: "scalar", value: vector?.series.length === 1 ? vector.series[0]!.value : Number.NaN };
    case "pi":
      return { kind: "scalar", value: Math.PI };
    case "absent":
    case "absent_over_time":
      return vector?.series.length === 0 ? { kind: "vector", series: [{ labels: new Map(), value: 1 }] } : empty;
    case "timestamp":
      return mapValues(vector ?? empty, () => nowSeconds);
    case "histogram_quantile":
      return quantile(scalarOf(args[0] ?? empty), vector);
    case "clamp_max":
      return mapValues(vector ?? empty, (value) => Math.min(value, scalarOf(args[1] ?? empty)));
    case "clamp_min":
      return mapValues(vector ?? empty, (value) => Math.max(value, scalarOf(args[1] ?? empty)));
    case "label_replace":
      return labelReplace(vector, args.slice(1));
    case "label_join":
      return labelJoin(vector, args.slice(1));
    default:
      return vector === undefined ? (args[0] ?? empty) : overRange(name, vector);
  }
}

function overRange(
  name: string,
  { series, rangeSeconds = usualRangeSeconds }: Extract<Evaluated, { kind: "vector" }>,
): Evaluated {
  const value = (one: LevelSeries) => {
    if (rates.has(name)) return one.rate ?? 0;
    if (name === "increase" || name === "delta") return (one.rate ?? 0) * rangeSeconds;
    if (name === "deriv" || name === "idelta") return one.rate ?? 0;
    if (name === "changes" || name === "resets") return 0;
    if (name === "count_over_time") return rangeSeconds / scrapeSeconds;
    return one.value;
  };
  const keeps = /^(sort|sort_desc|last_over_time|sort_by_label)$/.test(name);
  return {
    kind: "vector",
    series: series.map((one) => ({ labels: keeps ? one.labels : withoutName(one.labels), value: value(one) })),
  };
}
