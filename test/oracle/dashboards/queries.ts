import { classic, panel, target } from "./build.ts";

/** Ranges, instants and tables; queries with data, without, and refused. */
export const plain = classic("Plain queries", [
  panel("Rate", "sum by (job) (rate(oracle_requests_total[2m]))"),
  panel("Now", [target("oracle_up", { instant: true, range: false })], { type: "stat" }),
  panel("Table", [target("oracle_up", { instant: true, range: false, format: "table" })], { type: "table" }),
  panel("No such metric", "oracle_not_there"),
  panel("No such value", 'oracle_up{job="web"}'),
  panel("Nothing so hot", "oracle_temperature_celsius > 1000"),
  panel("Not a number", "(oracle_zero - oracle_zero) / oracle_zero"),
  panel("Infinite", "1 / oracle_zero"),
  panel("Not PromQL", "sum(oracle_up"),
  panel("One of two", [target("oracle_not_there"), target("oracle_up", { refId: "B" })]),
  panel("One is refused", [target("oracle_up"), target("rate(oracle_up)", { refId: "B" })]),
  panel("A function that no server has", "oracle_function(oracle_up)"),
]);

/** Steps and ranges that Grafana works out, and panels that look elsewhere in time. */
export const timing = classic("Steps and ranges", [
  panel("Rate interval", "rate(oracle_requests_total[$__rate_interval])"),
  panel("Interval", "increase(oracle_requests_total[$__interval])"),
  panel("Interval, too short for two samples", "rate(oracle_requests_total[10s])"),
  panel("Whole range", [target("increase(oracle_requests_total[$__range])", { instant: true, range: false })]),
  panel("Range in seconds", "max_over_time(oracle_temperature_celsius[${__range_s}s])"),
  panel("Subquery", "max_over_time(sum(rate(oracle_requests_total[2m]))[10m:1m])"),
  panel("Ten minutes ago", "oracle_up offset 10m"),
  panel("A day ago", "rate(oracle_requests_total[2m] offset 1d)"),
  panel("Ahead", "oracle_up offset -5m"),
  panel("At the end", "rate(oracle_requests_total[2m] @ end())"),
  panel("At a fixed time", "oracle_up @ 1600000000"),
  panel("Minimum step", [target("rate(oracle_requests_total[$__rate_interval])", { interval: "2m" })]),
  panel("Minimum step of the panel", "rate(oracle_requests_total[$__rate_interval])", { interval: "1m" }),
  panel("Coarse", [target("oracle_up", { intervalFactor: 4 })], { maxDataPoints: 20 }),
  panel("The last ten minutes", "oracle_up", { timeFrom: "10m" }),
  panel("A day before", "oracle_up", { timeShift: "1d" }),
]);

/** Histograms, whose buckets have to meet. */
export const histograms = classic("Histograms", [
  panel("Quantile", "histogram_quantile(0.9, sum by (le) (rate(oracle_latency_seconds_bucket[2m])))"),
  panel("Quantile without le", "histogram_quantile(0.9, sum(rate(oracle_latency_seconds_bucket[2m])))"),
  panel("Mean", "rate(oracle_latency_seconds_sum[2m]) / rate(oracle_latency_seconds_count[2m])"),
  panel(
    "Heatmap",
    [
      target("sum by (le) (increase(oracle_latency_seconds_bucket[1m]))", {
        format: "heatmap",
        legendFormat: "{{le}}",
      }),
    ],
    { type: "heatmap" },
  ),
  panel("No such bucket", 'rate(oracle_latency_seconds_bucket{le="0.25"}[2m])'),
]);

/** Operations on two sides. */
export const joins = classic("Joins", [
  panel("Joined", "oracle_zero * on (job) group_left (team) oracle_info"),
  panel("Many to many", "oracle_requests_total * on (job) oracle_up"),
  panel("No pair", "oracle_up / oracle_info"),
  panel("A pair", "oracle_up / ignoring (instance) group_left (team) oracle_info"),
  panel("And", 'oracle_up and on (job) oracle_info{team="red"}'),
  panel("Unless", "oracle_up unless on (job) oracle_info"),
  panel("Or", "oracle_not_there or oracle_up"),
  panel("Share", 'sum(rate(oracle_requests_total{code="500"}[2m])) / sum(rate(oracle_requests_total[2m]))'),
]);

/** Functions that need no series, or that turn their absence into one. */
export const absences = classic("Absences", [
  panel("Present", "absent(oracle_up)"),
  panel("Absent", "absent(oracle_not_there)"),
  panel("Fallback", "sum(oracle_not_there) or vector(0)"),
  panel("Fallback that is not needed", "sum(oracle_up) or vector(0)"),
  panel("Constant", "vector(1)"),
  panel("Clock", "time()"),
  panel("Scalar of nothing", "scalar(oracle_not_there)"),
  panel("Absent over time", "absent_over_time(oracle_up[5m])"),
  panel("Count of nothing", "count(oracle_not_there)"),
]);
