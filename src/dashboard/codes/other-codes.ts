import type { CodeRow } from "./code-row.ts";

/** Why nobody knows about a query. */
export const uncheckedCodes = {
  "no-answer": {
    meaning: "A server did not answer.",
    mend: "Run again; `dashpreview doctor` checks the servers.",
  },
  "variable-unknown": {
    meaning: "A server did not answer for the values of a variable that the query uses.",
    mend: "Run again; `dashpreview doctor` checks the servers.",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;

/** Why a query is not run, or a part of a dashboard not previewed as it stands. */
export const skippedCodes = {
  "other-data-source": {
    meaning: "Uses a data source other than Prometheus.",
    mend: "Nothing: only Prometheus is previewed.",
  },
  hidden: {
    meaning: "The query is hidden in its panel.",
    mend: "Nothing, or show the query.",
  },
  "no-query": {
    meaning: "There is no query.",
    mend: "Nothing for panels such as text; else write a query.",
  },
  "not-previewed": {
    meaning: "Not included in previews.",
    mend: "Nothing: the finding says why.",
  },
  "too-many-queries": {
    meaning: "The dashboard has more queries than a check runs.",
    mend: "Split the dashboard.",
  },
  "too-many-copies": {
    meaning: "A repeated panel has more copies than a check looks at.",
    mend: "Nothing; to check others, save the dashboard with fewer values of the variable chosen.",
  },
  "library-panel": {
    meaning: "A library panel could not be read.",
    mend: 'Give the token permission to read it, or export the dashboard with its library panels ("__elements").',
  },
  untrusted: {
    meaning: "Left out of the preview of an untrusted dashboard.",
    mend: "Nothing: such parts could reach other data, or the viewer.",
  },
  alert: {
    meaning: "An alert rule of an old panel, which previews leave out.",
    mend: "Nothing, or move the rule to Grafana's alerting.",
  },
  relayed: {
    meaning: "The query asks for metrics of `--relay`, which have data from the start of the relay only.",
    mend: "Wait a little; else compare the labels that it selects with those of the application.",
  },
  fixed: {
    meaning: "A variable keeps its saved value in the preview.",
    mend: "Nothing: the finding says why.",
  },
} as const satisfies Readonly<Record<string, CodeRow>>;
