import { defined } from "../../json/defined.ts";
import { failure, type QueryFailure } from "../grammar/failure.ts";
import { maxQueryLength } from "../grammar/limits.ts";
import { withoutParens } from "../tree/node-walk.ts";
import { parseExpression } from "../tree/parse.ts";
import { type Argument, readVariableQuery, selectsAll, type VariableQuery } from "../variables/variable-query.ts";
import type { VariableOptions } from "../variables/variants.ts";
import { type Injected, injectLabel } from "./inject.ts";
import { checkLabel, type IsolationLabel, matcherText } from "./label.ts";
import { removeInjection } from "./remove.ts";

/** The text around the pattern of `metrics(…)` that keeps it to the metric names of one preview. */
function metricsTexts(label: IsolationLabel) {
  return { open: 'label_values({__name__=~".*(?:', close: `).*",${matcherText(label)}}, __name__)` };
}

/** The argument of `label_names(…)`: Grafana writes its argument between `{__name__=~".*` and `.*"}`. */
function labelNamesText(label: IsolationLabel): string {
  return `.*",${matcherText(label)},__name__=~".*`;
}

/**
 * Keeps a variable's query to one preview's series. `label_values(x, l)` and bare selectors get the matcher,
 * `label_values(l)` becomes `label_values({…}, l)`, `metrics(p)` becomes `label_values` of `__name__`,
 * `query_result(e)` gets {@link injectLabel}, `label_names(…)` a second matcher in the selector that Grafana builds of
 * it. {@link removeVariableInjection} takes it back.
 *
 * @throws {RangeError} as {@link injectLabel}.
 */
export function injectVariableQuery(
  query: string,
  label: IsolationLabel,
  { variables }: { readonly variables?: VariableOptions } = {},
): Injected | QueryFailure {
  checkLabel(label);
  if (query.length > maxQueryLength)
    return failure(`the query is longer than ${maxQueryLength} characters`, 0, query.length);
  const read = readVariableQuery(query);
  if ("ok" in read) return read;
  const injected = rewrite(query, read, label, defined({ variables }));
  if (!injected.ok || removeVariableInjection(injected.query, label) === query) return injected;
  return failure("the query cannot be kept to the preview's series safely", 0, query.length);
}

function rewrite(
  query: string,
  read: VariableQuery,
  label: IsolationLabel,
  options: { readonly variables?: VariableOptions },
): Injected | QueryFailure {
  switch (read.kind) {
    case "labelNames":
      return { ok: true, query: query.slice(0, read.close) + labelNamesText(label) + query.slice(read.close) };
    case "metrics": {
      const { open, close } = metricsTexts(label);
      const after = read.argument.from + read.argument.text.length + 1;
      return { ok: true, query: `${open}${escapePattern(read.argument.text)}${close}${query.slice(after)}` };
    }
    case "labelValues": {
      if (read.argument !== undefined)
        return within(query, read.argument, selectorOnly(read.argument.text, label, options));
      return { ok: true, query: `label_values({${matcherText(label)}}, ${query.slice("label_values(".length)}` };
    }
    case "queryResult":
      return within(query, read.argument, injectLabel(read.argument.text, label, options));
    case "series":
      return within(query, read.argument, selectorOnly(read.argument.text, label, options));
  }
}

/** Grafana asks for series here, so anything but one selector is an error of the dashboard. */
function selectorOnly(
  text: string,
  label: IsolationLabel,
  options: { readonly variables?: VariableOptions },
): Injected | QueryFailure {
  if (selectsAll(text)) return { ok: true, query: text.replace("{", `{${matcherText(label)},`) };
  return selectorFailure(text, options) ?? injectLabel(text, label, { ...options, strip: false });
}

/** Why a text is not one selector; undefined if it is. */
export function selectorFailure(
  text: string,
  options: { readonly variables?: VariableOptions } = {},
): QueryFailure | undefined {
  const parsed = parseExpression(text, options);
  if (!parsed.ok) return parsed;
  return withoutParens(parsed.root).type === "selector"
    ? undefined
    : failure("a variable's query can only select series here", 0, text.length);
}

function within(query: string, { text, from }: Argument, result: Injected | QueryFailure): Injected | QueryFailure {
  if (!result.ok) return failure(result.reason, result.from + from, result.to + from);
  return { ok: true, query: query.slice(0, from) + result.query + query.slice(from + text.length) };
}

function escapePattern(text: string): string {
  return text.replaceAll(/["\\]/g, "\\$&");
}

/**
 * Takes back what {@link injectVariableQuery} did: the text is what it was before. A query that was never injected
 * comes back unchanged.
 */
export function removeVariableInjection(query: string, label: IsolationLabel): string {
  if (!query.includes(label.name)) return query;
  const { open, close } = metricsTexts(label);
  const end = query.trimEnd();
  if (end.startsWith(open) && end.endsWith(close)) {
    const pattern = end.slice(open.length, end.length - close.length).replaceAll(/\\(["\\])/g, "$1");
    return `metrics(${pattern})${query.slice(end.length)}`;
  }
  if (query.startsWith("label_names(")) return query.replace(labelNamesText(label), "");
  const bare = `label_values({${matcherText(label)}}, `;
  if (query.startsWith(bare)) return `label_values(${query.slice(bare.length)}`;
  const read = readVariableQuery(query);
  if ("ok" in read) return removeInjection(query, label);
  const argument = read.argument;
  if (argument === undefined) return query;
  const before = query.slice(0, argument.from);
  return before + removeInjection(argument.text, label) + query.slice(argument.from + argument.text.length);
}
