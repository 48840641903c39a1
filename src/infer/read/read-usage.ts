import { openingRange } from "../../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { customOptions, intervalOptions } from "../../dashboard/view/listed-options.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { type DashboardQuery, queriesIn } from "../../dashboard/view/queries.ts";
import { type DashboardVariable, readVariables } from "../../dashboard/view/variables.ts";
import { defined } from "../../json/defined.ts";
import { dropUndefined } from "../../promql/tree/drop-undefined.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { labelName, readVariableQuery } from "../../promql/variables/variable-query.ts";
import { namesVariable } from "../../promql/variables/variable-reference.ts";
import { findVariables } from "../../promql/variables/variables.ts";
import type { VariableOptions } from "../../promql/variables/variants.ts";
import { meaningOf } from "../meaning/query-meaning.ts";
import { statesOf } from "../meaning/states.ts";
import { fieldNames } from "../panel/field-names.ts";
import { withFieldSettings } from "../panel/field-settings.ts";
import { shownLabels } from "../panel/shown-labels.ts";
import { filteredValues } from "../panel/transformed-labels.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { analyseExpression } from "./analyse.ts";
import { throughExpressions } from "./calculated-queries.ts";
import { labelsInRegex } from "./labels-in-regex.ts";
import { addListed, listedValues, readListed } from "./listed-values.ts";
import { parseOnce } from "./parse-once.ts";
import { parsePossible } from "./parse-possible.ts";
import { survivors } from "./survivors.ts";
import { addVariable, isLabelName, labelUse, type Usage } from "./usage.ts";

/** A dashboard as inference looks at it. */
export interface ReadDashboard {
  readonly title: string;
  readonly uid: string | undefined;
  /** Of Prometheus only. */
  readonly queries: readonly DashboardQuery[];
  readonly variables: readonly DashboardVariable[];
  /** How long a time it shows when it is opened, in milliseconds. */
  readonly rangeMs: number;
}

/** Any data: long enough for every range. */
const anyData = { fromMs: 0, toMs: 400.5 * 86_400_000 };
/** Queries of one dashboard that are looked at. */
const maxQueries = 5000;
/** Regexes of its overrides that are kept. */
const maxPatterns = 200;

/** Queries and variables of a dashboard. Series that its annotations ask for are inferred too, after all others. */
export function readForInference(dashboard: SourceDashboard): ReadDashboard {
  const read = parts(dashboard);
  const shown = openingRange(dashboard, anyData);
  const patterns = createPatternCache(maxPatterns);
  const queries = throughExpressions(read, queriesIn(read)).filter(
    ({ prometheus, expr, place }) => prometheus && expr.trim() !== "" && place !== "variable",
  );
  const variables = readVariables(read);
  const names = new Set(variables.map(({ name }) => name));
  const isDefined = (name: string) => names.has(name) || name.startsWith("__");
  return {
    title: dashboard.title,
    uid: dashboard.uid,
    queries: queries
      .slice(0, maxQueries)
      .map((query) => withFieldSettings({ ...query, expr: dropUndefined(query.expr, isDefined) }, patterns)),
    variables,
    rangeMs: shown.toMs - shown.fromMs,
  };
}

/** Options of variables that are written in the dashboard, for parsing. */
export function staticOptions(variables: readonly DashboardVariable[]): VariableOptions {
  const known = variables.flatMap(({ name, type, options, query, current }): [string, string[]][] => {
    if (type === "query" || type === "datasource") return [];
    const saved = [current?.value ?? []].flat().filter((value) => value !== "$__all");
    const listed =
      type === "custom"
        ? customOptions(query).map(({ value }) => value)
        : type === "interval"
          ? intervalOptions(query)
          : type === "switch"
            ? []
            : [query];
    return [
      [
        name,
        [...saved, ...options.map(({ value }) => value), ...listed].filter((text) => text !== "" && text !== "$__all"),
      ],
    ];
  });
  return new Map(known);
}

/** Reads one panel query into the usage. @param expr - as written, or with its variables filled in. */
export function readPanelQuery(usage: Usage, query: DashboardQuery, expr: string, variables?: VariableOptions): void {
  const parsed = parseOnce(query, expr, variables);
  if (!parsed.ok) return;
  const user = query.panelTitle || query.name || "";
  const { unit, panelContext: context } = query;
  const states = context === undefined ? undefined : statesOf({ ...context, unit });
  const meaning = meaningOf(query, parsed.root);
  const { kind } = meaning?.whole.length === 0 ? meaning : {};
  const outcome = kind === "other" || kind === "utilisation" ? undefined : kind;
  const needs = new Set(shownLabels(query).filter((name) => isLabelName(name)));
  const names = fieldNames(query).flatMap(({ text, exact }) => (exact ? [text] : []));
  const comparisons = filteredValues(context?.transformations ?? [], names);
  const place = { user, needs, comparisons, ...defined({ unit, states, outcome, options: variables }) };
  analyseExpression(usage, parsed.root, place);
  if (/^(stat|singlestat|gauge)$/.test(query.panelType ?? "") && query.legendFormat === undefined)
    noteShownAlone(usage, parsed.root);
}

/** Notes metrics that are shown as they are, whichever member they are of. */
function noteShownAlone({ metrics }: Usage, root: PromqlNode): void {
  for (const { selector, raw } of survivors(root)) {
    const use = raw && selector.matchers.length === 0 ? metrics.get(selector.metric ?? "") : undefined;
    if (use !== undefined) use.shownAlone = true;
  }
}

/** A variable with its texts, as written or with other variables filled in. */
export interface VariableText {
  readonly variable: DashboardVariable;
  readonly query: string;
  readonly regex: string;
  /** Variables that may have one value only. */
  readonly alone?: ReadonlySet<string>;
  /** Variables that become a part of a metric's name. */
  readonly words?: ReadonlySet<string>;
  /** The usage of all queries, where it is kept apart from the one that is read into. */
  readonly queries?: Usage;
}

/**
 * Variables that stand where a list of values cannot: in a metric's name, behind `=`. Behind `=`, a variable that the
 * panel repeats for may have several values: each copy has one.
 */
export function standAlone(queries: readonly Pick<DashboardQuery, "expr" | "repeats">[]): {
  readonly alone: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
} {
  const found = new Set<string>();
  const words = new Set<string>();
  for (const { expr, repeats = [] } of queries) {
    for (const { name, from, to, place } of findVariables(expr.slice(0, 100_000))) {
      const [before, after] = [expr.slice(Math.max(0, from - 300), from), expr.slice(to, to + 1)];
      const inName = place === "code" && (/[\w:]$/.test(before) || /[\w:]/.test(after));
      const equals = /[^!~]=\s*["'][^"']*$/.test(before.slice(-200));
      if (name.startsWith("__")) continue;
      if (inName || (equals && !repeats.includes(name))) found.add(name);
      if (inName || /__name__=~?\s*["'][^"']*$/.test(before)) words.add(name);
    }
  }
  return { alone: found, words };
}

/** Reads a variable's query: which labels of which series it wants, and which values its regex lets through. */
export function readVariableUse(
  usage: Usage,
  { variable, query, regex, alone = new Set(), words = new Set(), queries = usage }: VariableText,
  variables?: VariableOptions,
): void {
  if (variable.type !== "query" || !variable.prometheus) return;
  const read = readVariableQuery(query);
  if ("ok" in read) return;
  const options = defined({ variables });
  const written = variable.query;
  const inRegex =
    read.kind === "queryResult" || read.kind === "series"
      ? labelsInRegex(regex, queries)
      : new Map<string, string | undefined>();
  for (const [label, pattern] of inRegex) {
    if (pattern !== undefined && pattern !== "" && !namesVariable(pattern))
      labelUse(usage, label).patterns.add(pattern);
  }
  const place = { user: `$${variable.name}`, needs: new Set(inRegex.keys()) };
  if (read.kind === "labelValues") {
    const name = labelName(read);
    if (isLabelName(name)) readListed(usage, { variable, regex, alone, words, name });
    const parsed =
      read.argument === undefined ? undefined : parsePossible({ expr: read.argument.text, written }, options);
    if (parsed?.ok !== true) return;
    const labels = { ...place, needs: new Set([name].filter(isLabelName)), onlyLabels: true } as const;
    analyseExpression(usage, parsed.root, labels);
    if (!isLabelName(name)) return;
    for (const { metric } of selectorsIn(parsed.root)) {
      const use = metric === undefined || namesVariable(metric) ? undefined : usage.metrics.get(metric);
      if (use === undefined) continue;
      addVariable(use, name, variable.name);
      addListed(listedValues(use, name), variable, regex);
    }
  } else if (read.kind === "metrics") {
    const parsed = parseExpression(`{__name__=~${JSON.stringify(`(?:${read.argument.text})`)}}`);
    if (parsed.ok) analyseExpression(usage, parsed.root, place);
  } else if (read.kind !== "labelNames") {
    const parsed = parsePossible({ expr: read.argument.text, written }, options);
    if (!parsed.ok) return;
    analyseExpression(usage, parsed.root, place);
    for (const { metric } of selectorsIn(parsed.root)) {
      const use = metric === undefined ? undefined : usage.metrics.get(metric);
      for (const [label, pattern = ""] of use === undefined ? [] : inRegex)
        if (pattern !== "" && !namesVariable(pattern)) listedValues(use!, label).patterns.add(pattern);
    }
  }
}
