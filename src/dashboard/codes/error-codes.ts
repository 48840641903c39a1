import type { CodeRow } from "./code-row.ts";

/** Why a query or variable fails: on the way to Prometheus, there, or in the reviewer's Grafana. */
export const errorCodes = {
  "not-isolated": {
    meaning:
      "The query can't be limited to the preview's series, so it is not run (`unchecked` where that shows late).",
    mend: "Usually a syntax error: correct the query. Otherwise write the metric or matcher without a variable.",
  },
  "too-long": {
    meaning: "With its variables filled in, the query is too long.",
    mend: "Choose fewer values, or give the variable a custom All value such as `.*`.",
  },
  refused: {
    meaning: "Prometheus refuses the query.",
    mend: "Correct the part that the finding names.",
  },
  "needs-newer-server": {
    meaning: "PromQL that this Prometheus is too old for, or that is behind a feature flag.",
    mend: "Use the release or the flag that the finding names, or write the query without it.",
  },
  metricsql: {
    meaning: "MetricsQL, which only VictoriaMetrics understands, on a Prometheus.",
    mend: "Preview on VictoriaMetrics (`--prometheus-url`), or write the query in PromQL.",
  },
  "series-collapse": {
    meaning: "The query merges several series into one, which Prometheus refuses.",
    mend: "Keep the label that tells the series apart, or aggregate with `sum by (…)` before.",
  },
  "input-missing": {
    meaning: "An expression uses a query that its panel does not have.",
    mend: "Correct the query's letter in the expression, or add the query.",
  },
  "input-circle": {
    meaning: "Expressions use each other in a circle.",
    mend: "Let one of them use a query instead.",
  },
  "input-failed": {
    meaning: "A query that an expression uses fails.",
    mend: "Correct that query; hidden ones count too.",
  },
  "expression-refused": {
    meaning: "Grafana refuses the expression, for its settings or when it calculates it.",
    mend: "Correct its settings or syntax; SQL needs the feature toggle `sqlExpressions`.",
  },
  "panel-missing": {
    meaning: "A panel shows the result of another panel that is not there, or names none.",
    mend: "Choose a panel of the dashboard as its source.",
  },
  "panel-circle": {
    meaning: "Panels show each other's results in a circle.",
    mend: "Let one of them ask a data source.",
  },
  "variable-refused": {
    meaning: "A variable's query or regular expression is wrong.",
    mend: "Correct the query or the regular expression of the variable.",
  },
  "data-source-empty": {
    meaning: "Prometheus has the data, but Grafana's data source shows none.",
    mend: "Check the data source's address and headers; `dashpreview doctor` tries it.",
  },
  "data-source-refused": {
    meaning: "Grafana could not run the query, although Prometheus can.",
    mend: "Check the data source's settings, and the message of the finding.",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;
