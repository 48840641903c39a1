import fc from "fast-check";

const selector = fc.constantFrom(
  "load",
  "load{}",
  'load{job="api"}',
  'load{job=~"a.*|web",}',
  "(load)",
  "load offset 1m",
  "limit",
  'limit{job="web"} # the "web" limit\n',
  "build_info",
  "requests_total",
  'requests_total{code!="200"}',
  '{__name__="load"}',
  '{__name__=~"load|limit"}',
  'missing{job="api"}',
  "missing",
);
const range = fc.constantFrom(
  "rate(requests_total[2m])",
  'increase(requests_total{code="500"}[1m])',
  "avg_over_time(load[1m])",
  "irate(requests_total[1m] offset 30s)",
  "absent_over_time(missing[1m])",
  'absent_over_time(missing{job="api"}[1m])',
  "histogram_quantile(0.9, rate(latency_bucket[2m]))",
  "histogram_quantile(0.9, sum by (le, job) (rate(latency_bucket[2m])))",
);
/** No two series have the same value, so that order and choice do not depend on where a series is stored. */
const distinct = fc.constantFrom(
  "load",
  "load offset 1m",
  'rate(requests_total{code="200"}[2m])',
  "sum by (job) (load)",
  "(load * 2)",
  "load - on (job) group_left () limit",
  "load / scalar(sum(load))",
  "limit or load",
  "load or sum by (job) (load)",
  "load > 30",
);
const grouping = fc.constantFrom(
  "",
  " by (job)",
  " by (job, instance)",
  " without (instance)",
  " without (code, le)",
  " by ()",
);
const matching = fc.constantFrom(
  "",
  "",
  "on (job) ",
  "on (job, instance) ",
  "ignoring (code) ",
  "ignoring (version, instance) ",
  "on (job) group_left () ",
  "on (job) group_left (version) ",
  "on (job) group_right () ",
  "ignoring (code, instance, version) group_left () ",
);

/**
 * Random queries that return instant vectors, over the metrics of isolation.test.ts.
 *
 * @param stable - leave out `or on (…)`, for which VictoriaMetrics 1.79 takes values of any one of several series:
 *   another one in another data folder, isolated or not. (A `label_replace` there shows another series' label where its
 *   pattern does not match; the pattern here always does.)
 */
export const expressions = ({ stable }: { readonly stable: boolean }) =>
  fc.letrec<{ vector: string; scalar: string }>((tie) => ({
    scalar: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("2", "0.5", "40", "time() / 1e9"),
      tie("vector").map((v) => `scalar(${v})`),
    ),
    vector: fc.oneof(
      { depthSize: "medium", maxDepth: 4 },
      { weight: 4, arbitrary: selector },
      { weight: 2, arbitrary: range },
      {
        weight: 4,
        arbitrary: fc
          .tuple(
            fc.constantFrom("sum", "avg", "max", "min", "count", "group", "stddev", "SUM"),
            grouping,
            tie("vector"),
          )
          .map(([op, by, v]) => `${op}${by} (${v})`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("sum", "count"), grouping, tie("vector"))
          .map(([op, by, v]) => `${op}(${v})${by}`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom("topk", "bottomk"), grouping, distinct)
          .map(([op, by, v]) => `${op}${by} (2, ${v})`),
      },
      { weight: 1, arbitrary: fc.tuple(grouping, tie("vector")).map(([by, v]) => `quantile${by} (0.5, ${v})`) },
      { weight: 1, arbitrary: fc.tuple(grouping, tie("vector")).map(([by, v]) => `count_values${by} ("value", ${v})`) },
      {
        weight: 5,
        arbitrary: fc
          .tuple(
            tie("vector"),
            fc.constantFrom("+", "-", "*", "/", ">", "<=", "!=", "== bool", "> bool"),
            matching,
            tie("vector"),
          )
          .map(([a, op, on, b]) => `${a} ${op} ${on}${b}`),
      },
      {
        weight: 4,
        arbitrary: fc
          .tuple(
            tie("vector"),
            fc.constantFrom("and", "or", "unless", "OR"),
            fc.constantFrom("", "", "on (job) ", "on () ", "ignoring (instance) "),
            tie("vector"),
          )
          .map(([a, op, on, b]) => `(${a} ${op} ${stable && /or/i.test(op) ? "" : on}${b})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie("vector"), fc.constantFrom("*", "/", ">", "< bool"), tie("scalar"))
          .map(([a, op, s]) => `(${a}) ${op} ${s}`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie("scalar"), fc.constantFrom("-", "<"), tie("vector"))
          .map(([s, op, a]) => `${s} ${op} (${a})`),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom("abs", "absent", "timestamp", "ceil", "-", "", "vector(1) or "), tie("vector"))
          .map(([name, v]) => `${name}(${v})`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom("sort", "sort_desc", "sort_desc(topk(3, ", "(sort"), distinct)
          .map(([name, v]) => `${name}(${v})${")".repeat(name.split("(").length - 1)}`),
      },
      { weight: 1, arbitrary: tie("scalar").map((s) => `vector(${s})`) },
      { weight: 1, arbitrary: fc.tuple(tie("vector"), tie("scalar")).map(([v, s]) => `clamp_max(${v}, ${s})`) },
      { weight: 1, arbitrary: tie("vector").map((v) => `label_replace(${v}, "host", "$1", "instance", "([^:]*).*")`) },
      { weight: 1, arbitrary: tie("vector").map((v) => `label_join(${v}, "both", "-", "job", "instance")`) },
      { weight: 2, arbitrary: tie("vector").map((v) => `max_over_time((${v})[2m:30s])`) },
      { weight: 1, arbitrary: tie("vector").map((v) => `# a comment\n${v} # and "another\n`) },
    ),
  })).vector;
