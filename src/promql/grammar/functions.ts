/** The type that a PromQL expression evaluates to. */
export type ValueType = "vector" | "scalar" | "matrix" | "string";

/** The signature of a function. */
export interface FunctionSignature {
  readonly args: readonly ValueType[];
  readonly returns: ValueType;
}

const types = { v: "vector", s: "scalar", m: "matrix", t: "string" } as const;

/**
 * One line per signature: arguments (v vector, s scalar, m range, t string), result, names. Optional arguments are
 * listed too.
 */
const lines = `
v v abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2
v v rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp
v v day_of_month day_of_week day_of_year days_in_month hour minute month year start_timestamp
v v histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum
m v absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate
m v last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets
m v stddev_over_time stdvar_over_time sum_over_time
m v ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time
vss v clamp
vs v clamp_max clamp_min round
mss v double_exponential_smoothing holt_winters
ms v predict_linear
sm v quantile_over_time
sv v histogram_quantile
vts v histogram_quantiles
ssv v histogram_fraction
vv v info
vttttttttttttttttttttttttttttttttttttttt v label_join
vtttt v label_replace
vttttttttttttttttttttttttttttttttttttttt v sort_by_label sort_by_label_desc
v s scalar
s v vector
- s end pi range start step time
`;

/** All known PromQL functions, including those of Prometheus 2. Aggregations are separate. */
export const functions: ReadonlyMap<string, FunctionSignature> = new Map(
  lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [args, returns, ...names] = line.split(" ");
      const signature = {
        args: args === "-" ? [] : [...args!].map((letter) => types[letter as keyof typeof types]),
        returns: types[returns as keyof typeof types],
      };
      return names.map((name) => [name, signature] as const);
    }),
);

/** All PromQL aggregations. */
export const aggregations: ReadonlySet<string> = new Set(
  "avg bottomk count count_values group limit_ratio limitk max min quantile stddev stdvar sum topk".split(" "),
);

/** Aggregations that return some of their input's series with all labels, whatever they group by. */
export const selectingAggregations: ReadonlySet<string> = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

/** Functions whose purpose is the order of their result. */
export const sortingFunctions: ReadonlySet<string> = new Set([
  "sort",
  "sort_desc",
  "sort_by_label",
  "sort_by_label_desc",
]);
