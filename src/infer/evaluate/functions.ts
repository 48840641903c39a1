import { allOf, type Evaluated, empty, type LevelSeries, mapValues, scalarOf, withoutName } from "./level-series.ts";
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

/** Input of {@link callFunction}. */
export interface CallContext {
  /** Unix time. */
  readonly nowSeconds: number;
  readonly instants: number;
}

/**
 * The result of a function for its arguments; see `evaluate` for what it takes them for. One that is not known leaves
 * its first vector as it is.
 */
export function callFunction(
  name: string,
  args: readonly Evaluated[],
  { nowSeconds, instants }: CallContext,
): Evaluated {
  const numbers = (at: number) => scalarOf(args[at] ?? empty, instants);
  const vector = args.find((arg) => arg.kind === "vector");
  const change = simple.get(name);
  if (change !== undefined && vector !== undefined) return mapValues(vector, (value) => change(value));
  switch (name) {
    case "vector":
      return { kind: "vector", series: [{ labels: new Map(), values: numbers(0) }] };
    case "scalar":
      return {
        kind: "scalar",
        values: vector?.series.length === 1 ? vector.series[0]!.values : allOf(Number.NaN, instants),
      };
    case "pi":
      return { kind: "scalar", values: allOf(Math.PI, instants) };
    case "absent":
    case "absent_over_time":
      return vector?.series.length === 0
        ? { kind: "vector", series: [{ labels: new Map(), values: allOf(1, instants) }] }
        : empty;
    case "timestamp":
      return mapValues(vector ?? empty, () => nowSeconds);
    case "histogram_quantile":
      return quantile(numbers(0), vector);
    case "clamp_max": {
      const most = numbers(1);
      return mapValues(vector ?? empty, (value, instant) => Math.min(value, most[instant]!));
    }
    case "clamp_min": {
      const least = numbers(1);
      return mapValues(vector ?? empty, (value, instant) => Math.max(value, least[instant]!));
    }
    case "predict_linear":
      return mapMoving(vector, ({ slope }) => slope * numbers(1)[0]!);
    case "label_replace":
      return labelReplace(vector, args.slice(1));
    case "label_join":
      return labelJoin(vector, args.slice(1));
    default:
      return vector === undefined ? (args[0] ?? empty) : overRange(name, vector, instants);
  }
}

/** A vector whose series that move are changed. */
function mapMoving(
  vector: Evaluated | undefined,
  by: (motion: NonNullable<LevelSeries["motion"]>) => number,
): Evaluated {
  if (vector?.kind !== "vector") return empty;
  const series = vector.series.map((one) => {
    const { labels, values, motion } = one;
    if (motion === undefined) return { labels: withoutName(labels), values };
    return { labels: withoutName(labels), values: values.map((value) => value + by(motion)) };
  });
  return { kind: "vector", series };
}

function overRange(
  name: string,
  { series, rangeSeconds = usualRangeSeconds }: Extract<Evaluated, { kind: "vector" }>,
  instants: number,
): Evaluated {
  // Each computes either when it is asked for.
  const grows = (one: LevelSeries) => one.rates ?? allOf(0, instants);
  const values = (one: LevelSeries) => {
    if (rates.has(name)) return grows(one);
    if (name === "increase" || name === "delta") return grows(one).map((rate) => rate * rangeSeconds);
    if (name === "deriv" || name === "idelta") return grows(one);
    if (name === "changes" || name === "resets") return allOf((one.motion?.changes ?? 0) * rangeSeconds, instants);
    if (name === "count_over_time") return allOf(rangeSeconds / scrapeSeconds, instants);
    return one.values;
  };
  const keeps = /^(sort|sort_desc|last_over_time|sort_by_label)$/.test(name);
  return {
    kind: "vector",
    series: series.map((one) => ({ labels: keeps ? one.labels : withoutName(one.labels), values: values(one) })),
  };
}
