import { isBucketName, splitPart } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { Matcher, SelectorNode } from "../../promql/tree/node.ts";
import { findReferences, namesVariable, wholeReference } from "../../promql/variables/variable-reference.ts";
import { isRecorded } from "../buckets/recorded-buckets.ts";
import type { ShownMeaning } from "../meaning/shown-meaning.ts";
import type { State } from "../meaning/states.ts";
import { plainAlternatives, witnesses } from "../patterns/witness.ts";
import { addMeasure } from "../units/measured.ts";
import type { Measure } from "../units/quantity.ts";
import type { Patterns } from "./conditions.ts";
import type { LabelCondition } from "./label-condition.ts";
import { listedValues } from "./listed-values.ts";
import type { QueryPlace, Surroundings } from "./surroundings.ts";
import { addSelector, addVariable, isLabelName, labelUse, metricUse, type Usage } from "./usage.ts";

/**
 * How much of a kind is kept: of one metric, and of the texts of one label. More would change nothing that anyone sees.
 */
const kept = {
  namesOfRegex: 20,
  comparisons: 50,
  copies: 20,
  users: 20,
  states: 20,
  options: 12,
  conditionsOfLabel: 300,
};

/** Steps that a matcher takes, as its regex may have to be read. */
const stepsOfMatcher = 10;

/** The values of what `count_values` counts: few different ones. */
const countedValues: readonly State[] = [3, 4].map((value) => ({ value, healthy: undefined }));

/** Context of {@link readSelector}. */
export interface SelectorContext {
  readonly usage: Usage;
  readonly place: QueryPlace;
  /** The measures of its selectors, by what the expression shows. */
  readonly measures: ReadonlyMap<SelectorNode, Measure>;
  /** The meaning of the values of selectors that the panel shows one by one. */
  readonly shown: ReadonlyMap<SelectorNode, ShownMeaning>;
  readonly patterns: Patterns;
}

/** Adds to the usage what a selector and its surroundings say about its metrics. */
export function readSelector(node: SelectorNode, around: Surroundings, context: SelectorContext): void {
  requireSteps(node.matchers.length * stepsOfMatcher);
  const matchers = node.matchers.filter(({ name }) => isLabelName(name));
  const literal = matchers
    .filter(({ value }) => !namesVariable(value))
    .map(({ name, op, value }) => ({ name, op, value }));
  for (const condition of literal) countCondition(condition, context.usage);
  for (const metric of metricNames(node, around, context))
    readMetric(metric, { node, matchers, literal, around }, context);
}

/** Functions after which series of several metrics are still told apart by their names. */
const keepsName = /^(|first_over_time|last_over_time|sort|sort_desc|sort_by_label|sort_by_label_desc|count_values)$/;

/**
 * The metric's name; of a regex on `__name__` those that it matches among the known, else one that it would match. A
 * choice of names inside a function that drops them is one of versions of an exporter: there is the first.
 */
function metricNames(
  { metric, matchers }: SelectorNode,
  { call }: Surroundings,
  { usage, patterns }: SelectorContext,
): readonly string[] {
  if (metric !== undefined) return namesVariable(metric) ? [] : [metric];
  const matcher = matchers.find(({ name }) => name === "__name__");
  if (matcher?.op !== "=~" || namesVariable(matcher.value)) return [];
  const pattern = patterns(matcher.value);
  if (pattern === undefined) return [];
  requireSteps(usage.metrics.size);
  const known = [...usage.metrics.keys()].filter((name) => pattern.test(name)).slice(0, kept.namesOfRegex);
  const plain = plainAlternatives(pattern.pattern) ?? [];
  if (plain.length > 1 && !keepsName.test(call)) return [known.find((name) => plain.includes(name)) ?? plain[0]!];
  const made = witnesses(pattern.pattern, { filler: "metric_a" }).filter((name) => /^[a-zA-Z_:][\w:]*$/.test(name));
  return [...new Set([...plain, ...known, ...(plain.length + known.length === 0 ? made.slice(0, 1) : [])])];
}

interface SelectorParts {
  readonly node: SelectorNode;
  readonly matchers: readonly Matcher[];
  /** Conditions without variables in them. */
  readonly literal: readonly LabelCondition[];
  readonly around: Surroundings;
}

function readMetric(
  metric: string,
  { node, matchers, literal, around }: SelectorParts,
  { usage, place, measures, shown }: SelectorContext,
): void {
  const use = metricUse(usage, metric);
  if (use === undefined) return;
  const isBucket = isBucketName(metric);
  const holdsBuckets = isBucket || isRecorded(metric) || around.buckets;
  for (const { name, op, value } of matchers) {
    use.labels.add(name);
    if (!namesVariable(value)) continue;
    for (const one of findReferences(value)) addVariable(use, name, one.name);
    const options = op === "=" || op === "=~" ? place.options?.get(wholeReference(value)?.name ?? "") : undefined;
    if (options !== undefined) addOptions(listedValues(use, name).saved, options);
  }
  for (const label of around.needs) {
    if (!isLabelName(label) || (label === "le" && !holdsBuckets)) continue;
    use.labels.add(label);
    use.shown.add(label);
  }
  const carried = (around.carried.get(node) ?? []).filter(
    ({ name }) => !literal.some((condition) => condition.name === name && condition.op === "="),
  );
  addSelector(use, { conditions: [...literal, ...carried], removes: around.removes });
  if (around.call !== "") use.functions.add(around.call);
  if (around.call === "count_values" && use.states.length < kept.states)
    use.states.push({ conditions: literal, states: countedValues });
  if (around.native && !isBucket) use.functions.add("native");
  if (around.comparisons.length === 0 || place.ignoresComparisons === true) use.plain = true;
  else if (use.comparisons.length < kept.comparisons)
    use.comparisons.push({ conditions: literal, all: around.comparisons });
  if (around.grows && /^(increase|rate|irate)$/.test(around.call) && place.ignoresComparisons !== true)
    if (use.events.length < kept.comparisons) use.events.push(literal);
  for (const copy of around.copies)
    if (use.copies.length < kept.copies && !use.copies.some((one) => one.source === copy.source)) use.copies.push(copy);
  if (around.onlyLabels) use.joined = true;
  else if (place.onlyLabels !== true) use.valued = true;
  if (use.users.size < kept.users) use.users.add(place.user);
  if (place.unit !== undefined) use.units.add(place.unit);
  const measure = ofPart(metric, measures.get(node));
  const { states, outcome } = shown.get(node) ?? {};
  if (states !== undefined && use.states.length < kept.states) use.states.push({ conditions: literal, states });
  use.outcome ??= outcome;
  if (measure !== undefined) addMeasure(use.measures, { ...measure, conditions: literal });
}

/** Sums of a histogram are of what it observes; its counts and buckets say nothing of that. */
function ofPart(metric: string, measure: Measure | undefined): Measure | undefined {
  const part = splitPart(metric)?.part;
  if (measure === undefined || part === undefined || measure.shown === "observation") return measure;
  if (part === "count" && measure.shown === "value") return measure;
  return part === "sum" || part === "gsum" ? { quantity: measure.quantity, shown: "observation" } : undefined;
}

/** Options of a custom variable are values of the label that it chooses by. */
function addOptions(saved: Set<string>, options: readonly string[]): void {
  for (const option of options.slice(0, kept.options)) {
    for (const value of option.replace(/^\((.*)\)$/, "$1").split("|")) {
      if (value !== "" && !/[*+?()[\]{}^$\\]/.test(value) && saved.size < kept.options) saved.add(value);
    }
  }
}

function countCondition(condition: LabelCondition, usage: Usage): void {
  const { conditions } = labelUse(usage, condition.name);
  const key = condition.op + condition.value;
  const known = conditions.get(key);
  if (known !== undefined) known.count++;
  else if (conditions.size < kept.conditionsOfLabel) conditions.set(key, { condition, count: 1 });
}
