import { findVariables } from "../variables/variables.ts";
import { aggregations, functions } from "./functions.ts";
import { maxQueryLength } from "./limits.ts";
import { codeOnly } from "./scan.ts";

/** A function that a query calls and PromQL does not have. */
export interface UnknownFunction {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** True if MetricsQL (VictoriaMetrics) has it. */
  readonly metricsql: boolean;
  /** A sentence without a full stop. */
  readonly reason: string;
}

const keywords = new Set(
  (
    "by without on ignoring group_left group_right bool and or unless atan2 offset start end fill fill_left " +
    "fill_right step range min_of max_of"
  ).split(" "),
);

/** Functions, aggregations and templates that only MetricsQL has. @see https://docs.victoriametrics.com/metricsql/ */
const metricsql = new Set(
  `aggr_over_time alias any ascent_over_time avg_over_time bitmap_and bitmap_or bitmap_xor bottomk_avg bottomk_last
bottomk_max bottomk_median bottomk_min buckets_limit count_eq_over_time count_gt_over_time count_le_over_time
count_ne_over_time count_values_over_time decreases_over_time default_rollup descent_over_time distinct
distinct_over_time drop_common_labels drop_empty_series duration_over_time end geomean geomean_over_time histogram
histogram_over_time histogram_share hoeffding_bound_lower hoeffding_bound_upper increase_prometheus increase_pure
increases_over_time integrate interpolate iqr_over_time keep_last_value keep_next_value label_copy label_del
label_graphite_group label_keep label_lowercase label_map label_match label_mismatch label_move label_set
label_transform label_uppercase label_value labels_equal lag lifetime limit_offset limitk mad median
median_over_time mode mode_over_time now outliers_iqr outliers_mad outliersk outlier_iqr_over_time
prometheus_buckets quantiles quantiles_over_time rand rand_exponential rand_normal range_avg range_first range_last
range_linear_regression range_mad range_max range_median range_min range_normalize range_quantile range_stddev
range_stdvar range_sum range_trim_outliers range_trim_spikes range_trim_zscore range_zscore rate_over_sum
rate_prometheus remove_resets rollup rollup_candlestick rollup_delta rollup_deriv rollup_increase rollup_rate
rollup_scrape_interval ru running_avg running_max running_min running_sum scrape_interval share share_eq_over_time
share_gt_over_time share_le_over_time smooth_exponential sort_by_label_numeric sort_by_label_numeric_desc
stale_samples_over_time sum2 sum2_over_time sum_eq_over_time sum_gt_over_time sum_le_over_time tfirst_over_time
timestamp_with_name timezone_offset tlast_change_over_time tlast_over_time tmax_over_time tmin_over_time topk_avg
topk_last topk_max topk_median topk_min union vmrange_to_le WITH with zscore zscore_over_time hour_of_day geomean
absent_over_time`.split(/\s+/),
);

/**
 * The functions of a query that PromQL does not have, in the order of the text. The rest of the query need not parse.
 */
export function findUnknownFunctions(query: string): UnknownFunction[] {
  if (query.length > maxQueryLength) return [];
  const variables = findVariables(query);
  let next = 0;
  // Both are in the order of the text.
  const inVariable = (at: number, end: number) => {
    while (next < variables.length && variables[next]!.to <= at) next++;
    return next < variables.length && variables[next]!.from < end;
  };
  return [...codeOnly(query).matchAll(/(?<![\w:.$])([A-Za-z_]\w*)\s*\(/g)].flatMap(({ index, 1: name = "" }) => {
    const known = functions.has(name) || aggregations.has(name.toLowerCase()) || keywords.has(name.toLowerCase());
    const to = index + name.length;
    if (known || inVariable(index, to)) return [];
    const only = metricsql.has(name);
    const reason = only
      ? `${name}() is a function of MetricsQL (VictoriaMetrics), not of PromQL`
      : `PromQL has no function ${name}()`;
    return [{ name, from: index, to, metricsql: only, reason }];
  });
}

/** If an unknown function explains why a query does not parse, the explanation; else undefined. */
export function explainUnknown(query: string): string | undefined {
  return findUnknownFunctions(query)[0]?.reason;
}
