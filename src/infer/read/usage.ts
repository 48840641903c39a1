import type { State } from "../meaning/states.ts";
import type { Outcome } from "../meaning/words.ts";
import type { LabelCopy } from "../series/label-copies.ts";
import type { MeasureUse } from "../units/measured.ts";
import type { LabelCondition } from "./label-condition.ts";

/** A selector that some query has; series must exist that it selects. */
export interface SelectorUse {
  readonly conditions: readonly LabelCondition[];
  /** On the right of `unless`: if it selected everything, nothing would be left. */
  readonly removes: boolean;
}

/** A comparison of a metric's value with a number: `up == 0`. */
export interface ValueComparison {
  readonly op: "==" | "!=" | ">" | "<" | ">=" | "<=";
  readonly value: number;
  /** A `bool` says of each series whether it holds: there is an answer where it does not. */
  readonly free?: true;
}

/** Comparisons that all have to hold at once, for series that a selector selects. */
export interface ComparedSelector {
  readonly conditions: readonly LabelCondition[];
  readonly all: readonly ValueComparison[];
}

/** States that a panel knows, for series that a selector selects. */
export interface StateUse {
  readonly conditions: readonly LabelCondition[];
  readonly states: readonly State[];
}

/** On the one side of `on (…) group_left`, labels of which there may be one series only. */
export interface UniqueSide {
  readonly conditions: readonly LabelCondition[];
  readonly labels: ReadonlySet<string> | undefined;
  readonly ignored: ReadonlySet<string>;
}

/** All that the queries say about one metric name (as written: `x_bucket`, not `x`). */
export interface MetricUse {
  readonly name: string;
  readonly labels: Set<string>;
  /** Labels that are used above its selectors: those that a query groups by, a legend shows or an operation matches. */
  readonly shown: Set<string>;
  /** By their text. */
  readonly selectors: Map<string, SelectorUse>;
  /**
   * Functions that it is the direct argument of: `rate`, `histogram_quantile`, `time-` for `time() - x`, `-time` for
   * `x - time()`.
   */
  readonly functions: Set<string>;
  readonly comparisons: ComparedSelector[];
  /** Conditions of selectors of which only what grew is shown: `increase(x[1m]) > 0`. */
  readonly events: (readonly LabelCondition[])[];
  /** It is used without a comparison somewhere. */
  plain: boolean;
  /** Labels that have the same value in all of its series, as no query asks for them. */
  readonly constant: Set<string>;
  /** A panel shows it as the only number that it has, without a legend. */
  shownAlone: boolean;
  /** Where `label_replace` around it takes labels from. */
  readonly copies: LabelCopy[];
  /** Labels that an operation between two aggregations would not match. */
  readonly lacks: Set<string>;
  /** Titles of the panels, or names of variables, that need it; in order. */
  readonly users: Set<string>;
  /** Units of panels that show it, or something of it. */
  readonly units: Set<string>;
  /** Measures of its raw values, by the units of panels and by what queries do to them. */
  readonly measures: MeasureUse[];
  /** Metrics in the same unit: queries add, subtract or compare them, or show one as a share of the other. */
  readonly sameUnit: Set<string>;
  /** States that panels know of what they show of it. */
  readonly states: StateUse[];
  /** The outcome that its values are a share of, where panels show it as a share. */
  outcome: Outcome | undefined;
  /** It is multiplied with others for its labels; its values are 1 if nothing else is done with them. */
  joined: boolean;
  /** Its values are shown, or calculated with. */
  valued: boolean;
  readonly unique: UniqueSide[];
  /**
   * Metrics that must have the same label names, as the two are put together without `on`; and labels that do not
   * count.
   */
  readonly sameLabels: { readonly other: string; readonly ignored: ReadonlySet<string> }[];
  /** All the label names that it may have, as the other side of an operation has exactly these. */
  exact: ReadonlySet<string> | undefined;
  /** Metrics that an operation puts it together with: labels that both have take the same values. */
  readonly partners: Set<string>;
  /** By label: variables in matchers of that label; those of which the label is the source too. */
  readonly variables: Map<string, Set<string>>;
  /** By label: said by variables that list its values. */
  readonly listed: Map<string, ListedValues>;
}

/** Said about the values of a label by variables that list them. */
export interface ListedValues {
  /** Regexes of variables made from it: with their values none is refused. */
  readonly patterns: Set<string>;
  /** Values that the dashboard was saved with. */
  readonly saved: Set<string>;
}

/** Everything known of a label over all metrics. */
export interface LabelUse extends ListedValues {
  readonly name: string;
  /** Conditions of selectors with how often they occur; key is the condition's text. */
  readonly conditions: Map<string, { readonly condition: LabelCondition; count: number }>;
}

/** The order of a variable's options. */
export type OptionOrder = "ascending" | "descending";

/** Everything that dashboards say about the series that they need. */
export interface Usage {
  readonly metrics: Map<string, MetricUse>;
  readonly labels: Map<string, LabelUse>;
  /** Labels that are copies of one another by `label_replace`. */
  readonly aliases: Map<string, string>;
  /** Labels that may have one value only, as they stand where no list of values can. */
  readonly single: Set<string>;
  /** Labels of which a dashboard opens with one value, with the order of the others that its variable offers. */
  readonly opened: Map<string, OptionOrder>;
  /** Labels whose values become a part of metric names. */
  readonly words: Set<string>;
}

/** A usage that knows of nothing yet. */
export function emptyUsage(): Usage {
  return {
    metrics: new Map(),
    labels: new Map(),
    aliases: new Map(),
    single: new Set(),
    opened: new Map(),
    words: new Set(),
  };
}

/** Most metrics, and most selectors and variables of one metric, that are looked at. */
const limits = { metrics: 5000, selectors: 400, variables: 20 };

/** The entry of a metric, made where it is missing; undefined when there are too many, or the name is none. */
export function metricUse(usage: Usage, name: string): MetricUse | undefined {
  const known = usage.metrics.get(name);
  if (known !== undefined) return known;
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]{0,500}$/.test(name) || usage.metrics.size >= limits.metrics) return undefined;
  const made: MetricUse = {
    name,
    labels: new Set(),
    shown: new Set(),
    selectors: new Map(),
    functions: new Set(),
    comparisons: [],
    events: [],
    plain: false,
    constant: new Set(),
    shownAlone: false,
    copies: [],
    lacks: new Set(),
    users: new Set(),
    units: new Set(),
    measures: [],
    sameUnit: new Set(),
    states: [],
    outcome: undefined,
    joined: false,
    valued: false,
    unique: [],
    sameLabels: [],
    exact: undefined,
    partners: new Set(),
    variables: new Map(),
    listed: new Map(),
  };
  usage.metrics.set(name, made);
  return made;
}

/** The entry of a label, made where it is missing. */
export function labelUse(usage: Usage, name: string): LabelUse {
  const known = usage.labels.get(name);
  if (known !== undefined) return known;
  const made: LabelUse = { name, conditions: new Map(), patterns: new Set(), saved: new Set() };
  usage.labels.set(name, made);
  return made;
}

/** Notes that a variable stands for a value of one of a metric's labels. */
export function addVariable({ variables }: MetricUse, label: string, variable: string): void {
  const known = variables.get(label);
  if (known === undefined) variables.set(label, new Set([variable]));
  else if (known.size < limits.variables) known.add(variable);
}

/** Whether a name can be a label of a generated series. */
export function isLabelName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]{0,200}$/.test(name) && !name.startsWith("__") && name !== "dashpreview";
}

/** Adds a selector of a metric; the same one once. */
export function addSelector(metric: MetricUse, use: SelectorUse): void {
  const key = `${use.removes ? "-" : "+"}${textOf(use.conditions)}`;
  if (metric.selectors.size < limits.selectors && !metric.selectors.has(key)) metric.selectors.set(key, use);
  for (const { name } of use.conditions) if (isLabelName(name)) metric.labels.add(name);
}

/** Conditions as text, in order of names: the same for the same. */
export function textOf(conditions: readonly LabelCondition[]): string {
  return JSON.stringify(
    conditions.map(({ name, op, value }) => [name, op, value]).sort((a, b) => (String(a) < String(b) ? -1 : 1)),
  );
}
