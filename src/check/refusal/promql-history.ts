/** A release of Prometheus that PromQL gained something with. */
export interface Since {
  /** `3.5`; without the patch release. */
  readonly version: string;
  /** The feature flag that it is behind. */
  readonly flag?: string | undefined;
  /** The release that took it without the flag. */
  readonly flagUntil?: string | undefined;
}

const experimental = "promql-experimental-functions";

/**
 * Functions and aggregations by the release that brought them, from version 2.16 on; `!` marks those behind a flag.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/CHANGELOG.md
 */
const lines = `
2.16 absent_over_time
2.20 group
2.26 last_over_time sgn clamp
2.29 present_over_time
2.31 acos acosh asin asinh atan atanh cos cosh deg pi rad sin sinh tan tanh
2.36 day_of_year
2.40 histogram_count histogram_fraction histogram_sum
2.47 histogram_stddev histogram_stdvar
2.49 !mad_over_time !sort_by_label !sort_by_label_desc
2.51 histogram_avg
2.54 !limitk !limit_ratio
2.55 !info
3.0 !double_exponential_smoothing
3.5 !ts_of_last_over_time !ts_of_max_over_time !ts_of_min_over_time
3.7 !first_over_time !ts_of_first_over_time
3.11 !histogram_quantiles
3.12 !end !range !start !step
3.13 !max_of !min_of
3.14 !start_timestamp
`;

/** When PromQL gained a function or aggregation. Those that every version 2 has are not there. */
export const functionsSince: ReadonlyMap<string, Since> = new Map(
  lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [version, ...names] = line.split(" ");
      return names.map((name): [string, Since] => {
        const plain = name.replace("!", "");
        const flagUntil = plain === "first_over_time" ? "3.14" : undefined;
        return [plain, { version: version!, ...(name === plain ? {} : { flag: experimental, flagUntil }) }];
      });
    }),
);

/** Functions that Prometheus dropped: since when, and their new name. */
export const renamedFunctions: ReadonlyMap<string, { readonly version: string; readonly now: string }> = new Map([
  ["holt_winters", { version: "3.0", now: "double_exponential_smoothing" }],
]);

/** A way of writing that older servers do not parse, by the nodes of the grammar that it makes. */
export interface Syntax extends Since {
  /** The beginning of a sentence: `x needs`. */
  readonly what: string;
  readonly nodes: readonly string[];
}

/** Syntax by the release that brought it. */
export const syntaxSince: readonly Syntax[] = [
  { what: "the operator atan2 needs", nodes: ["Atan2"], version: "2.31" },
  { what: "the modifier @ needs", nodes: ["StepInvariantExpr"], version: "2.33" },
  { what: "a quoted name (with characters such as dots) needs", nodes: ["QuotedLabelName"], version: "3.0" },
  {
    what: "arithmetic in a duration needs",
    nodes: ["ArithmeticDuration"],
    version: "3.4",
    flag: "promql-duration-expr",
    flagUntil: "3.14",
  },
  {
    what: "the modifiers anchored and smoothed need",
    nodes: ["AnchoredExpr", "SmoothedExpr"],
    version: "3.7",
    flag: "promql-extended-range-selectors",
  },
  {
    what: "the modifiers fill, fill_left and fill_right need",
    nodes: ["FillModifier"],
    version: "3.10",
    flag: "promql-binop-fill-modifiers",
  },
  { what: "the operators </ and >/ need", nodes: ["TrimUpper", "TrimLower"], version: "3.11" },
];
