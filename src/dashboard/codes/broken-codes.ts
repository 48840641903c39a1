import type { CodeRow } from "./code-row.ts";

/** Things that are wrong with a dashboard itself, whatever the data. */
export const brokenCodes = {
  "multi-value-equals": {
    meaning: "A variable with several values or All stands behind `=` or `!=`, where its value is taken literally.",
    mend: 'Write `=~"$name"` or `!~"$name"`; for exactly one value, also `="${name:raw}"`.',
  },
  "regex-behind-equals": {
    meaning: "A text that is a regular expression stands behind `=` or `!=`, which compare literally.",
    mend: "Use `=~` instead of `=`, and `!~` instead of `!=`.",
  },
  "variable-undefined": {
    meaning: "A variable is used that the dashboard does not define, so its name stays in the text.",
    mend: "Correct the name, or add the variable.",
  },
  "input-without-value": {
    meaning: "An input of `__inputs` without a value: importing the dashboard asks for it.",
    mend: 'Give the input a "value" in `__inputs`, or export the dashboard without "export for sharing externally".',
  },
  "template-placeholder": {
    meaning: "A placeholder of Helm, Terraform or Jsonnet is left in the dashboard: the file is a template.",
    mend: "Render it first and preview the result: `helm template`, `terraform plan`, `jsonnet`.",
  },
  "repeat-variable": {
    meaning: "Panels repeat for a variable that is not defined, or that Grafana does not repeat for; they show once.",
    mend: "Correct the variable of the repeat, or remove the repeat.",
  },
  "field-setting": {
    meaning: "A field setting has a wrong type, which Grafana ignores or fails on.",
    mend: "Set it again in the panel editor, or correct its type in the JSON.",
  },
  "override-without-query": {
    meaning: "An override is for a query that the panel does not have.",
    mend: "Correct the query's letter in the override, or remove the override.",
  },
  "panel-outside-grid": {
    meaning: "A panel lies outside of the 24 columns, or has no size; Grafana moves or hides it.",
    mend: "Correct `gridPos`: x + w at most 24, w and h at least 1, nothing negative.",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;

/** Things that may be wrong with a dashboard; the data may be the reason. */
export const hintCodes = {
  "template-escape": {
    meaning: "The file escapes `{{` for Helm: it is part of a chart, and Grafana would show the escapes.",
    mend: "Render the chart first (`helm template`) and preview the result.",
  },
  "panels-overlap": {
    meaning: "Two panels have the same place in the grid; Grafana moves one of them down.",
    mend: "Move one of them: save the dashboard in Grafana once, or correct `gridPos`.",
  },
  "override-without-match": {
    meaning: "An override matches none of the fields that the panel got.",
    mend: "Compare the name or pattern of the override with the legend; remove the override if it is old.",
  },
  "mapping-without-match": {
    meaning: "None of a panel's value mappings matches any value that it got.",
    mend: "Compare the mapped values with the query's; a state may simply not have occurred.",
  },
  "constant-share": {
    meaning: "A share is 0 % or 100 % all the time.",
    mend: "Check both sides of the division, or let the data spec vary them.",
  },
  "share-out-of-bounds": {
    meaning: "A percentage lies below 0 % or above 100 %.",
    mend: "Check the unit (`percent` is 0 to 100, `percentunit` 0 to 1) and the division, or the data spec's values.",
  },
  "partly-not-finite": {
    meaning: "Some values of a query are NaN or infinite.",
    mend: "Usually a division by 0: guard it, for example with `> 0` on the divisor.",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;
