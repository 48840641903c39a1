import type { CodeRow } from "./code-row.ts";

/** Why a query with an answer has no data, or a variable no values. */
export const emptyCodes = {
  "metric-not-in-spec": {
    meaning: "The query asks for a metric that the data spec does not make.",
    mend: "Add the metric to the data spec, or correct its name in the query.",
  },
  "metric-without-series": {
    meaning: "No series has this name.",
    mend: "Correct the name, or add the metric to the data spec.",
  },
  "label-missing": {
    meaning: "The metric has series, but none with a label that the query asks for.",
    mend: "Correct the label's name, or add the label to the metric in the data spec.",
  },
  "value-missing": {
    meaning: "The metric has the label, but not with the value that the query asks for.",
    mend: "Correct the value or the regular expression, or add the value to the data spec.",
  },
  "combination-missing": {
    meaning: "Each label value exists, but no series has all of them.",
    mend: "Drop a condition, or add a series with all of these labels to the data spec.",
  },
  "range-too-short": {
    meaning: "The range in brackets holds too few samples.",
    mend: "Use `$__rate_interval`, or a range of at least four scrape intervals.",
  },
  "outside-window": {
    meaning: "The series exist, but have no sample where the query looks.",
    mend: "Generate more history (`--history`), or shorten the query's offset or range.",
  },
  comparison: {
    meaning: "A comparison such as `> 100` filters everything out.",
    mend: "Change the threshold, add `bool`, or give the metric such values in the data spec.",
  },
  "sides-do-not-match": {
    meaning: "Both sides of an operator have data, but no labels in common.",
    mend: "Name the common labels with `on (…)` or `ignoring (…)`.",
  },
  "removed-by-operator": {
    meaning: "`unless` removes every series.",
    mend: "Nothing, if the panel shows exceptions only; else correct the right side.",
  },
  "not-finite": {
    meaning: "Every value is NaN or infinite.",
    mend: "Usually a division by 0: guard it, for example with `> 0` on the divisor.",
  },
  histogram: {
    meaning: "A quantile cannot be computed from these buckets.",
    mend: "Keep the label `le` in `by (le, …)`, and ask for `…_bucket`.",
  },
  "input-empty": {
    meaning: "A query that an expression uses, or the panel that another one shows the result of, has no data.",
    mend: "Fix that query or panel; the finding names it.",
  },
  "all-hidden": {
    meaning: "Every query of the panel is hidden.",
    mend: "Show one of them.",
  },
  "filtered-out": {
    meaning: "The queries have data, but a transformation leaves no field or row.",
    mend: "Change the transformation that the finding names.",
  },
  "field-missing": {
    meaning: "A transformation, or the panel's option Fields, needs a field that nothing delivers.",
    mend: "Correct the name, or add the label to the query.",
  },
  "fields-hidden": {
    meaning: "The panel's field settings hide every field.",
    mend: 'Remove "Hide in area" or "Hidden" from one of the overrides.',
  },
  "no-value": {
    meaning: "No number, no time, or no result of a calculation is left to draw.",
    mend: "Keep the fields that the panel needs, or choose another calculation.",
  },
  "filter-leaves-nothing": {
    meaning: "A saved ad hoc filter excludes every series.",
    mend: "Change the filter's value, or give the data spec a series with the label value that it asks for.",
  },
  absent: {
    meaning: "`absent()` of something that is there.",
    mend: "Nothing: that is what the panel is for.",
  },
  "variable-empty": {
    meaning: "A variable has no values.",
    mend: "Correct its query or regular expression, or add the metric and label that it asks for to the data spec.",
  },
  "all-of-nothing": {
    meaning: "All is chosen for a variable without values, so queries get `()`, which only matches a missing label.",
    mend: "Correct the variable's query, or set its custom All value to `.*`.",
  },
  unknown: {
    meaning: "The query returns nothing, and the reason was not found.",
    mend: "Run the query in Explore, part by part.",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;
