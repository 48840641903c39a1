import type { CodeRow } from "./code-row.ts";

/** Why a query or variable fails: on the way to Prometheus, there, or in the reviewer's Grafana. */
export const errorCodes = {
  "not-isolated": {
    meaning: "The query cannot be kept to the preview's series, so it is not run (`unchecked` where that shows late).",
    mend: "Mostly a syntax error: correct the query. Else write the metric or matcher without a variable.",
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
    meaning: "The query makes one series of several, which Prometheus refuses.",
    mend: "Keep the label that tells the series apart, or aggregate with `sum by (…)` before.",
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
