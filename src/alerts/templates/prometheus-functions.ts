import { RE2JS, RE2JSSyntaxException } from "re2js";
import { parseDuration } from "../../text/duration.ts";
import type { VectorElement } from "../engine/ask-expression.ts";
import type { TemplateFunction } from "./execute-template.ts";
import { requireCount, requireText } from "./function-arguments.ts";
import { formatGeneral } from "./go-format.ts";
import { type GoValue, struct, toFloat } from "./go-value.ts";
import { humanize, humanize1024, humanizeDuration, humanizePercentage } from "./humanize.ts";
import { TemplateError } from "./template-node.ts";

/** Answers of the outside that the functions need. */
export interface TemplateQueries {
  /** The result of a query at the evaluation's instant. */
  readonly query: (expr: string) => readonly VectorElement[];
  /** Unix milliseconds. */
  readonly nowMs: number;
}

/** Characters of a text that a regular expression is run on. */
const maxText = 16_384;

/**
 * The functions that Prometheus adds to Go's.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export function prometheusFunctions({ query, nowMs }: TemplateQueries): Map<string, TemplateFunction> {
  const functions: Record<string, TemplateFunction> = {
    query: ([expr]) => query(requireText(expr)).map(sampleOf),
    first: ([list]) => firstOf(list),
    label: ([name, sample]) => labelsOf(sample).get(requireText(name)) ?? "",
    value: ([sample]) => (sample instanceof Map ? (sample.get("Value") as GoValue) : undefined),
    strvalue: ([sample]) => labelsOf(sample).get("__value__") ?? "",
    sortByLabel: ([name, list]) => sortByLabel(requireText(name), list),
    args: (values) => new Map(values.map((value, index) => [`arg${index}`, value])),
    reReplaceAll: ([pattern, replacement, text]) =>
      replaceAll(...([pattern, replacement, text].map(requireText) as [string, string, string])),
    match: ([pattern, text]) =>
      compilePattern(requireText(pattern)).matcher(requireText(text).slice(0, maxText)).find(),
    safeHtml: ([text]) => requireText(text),
    title: ([text]) =>
      requireText(text).replaceAll(
        /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
        (_, before: string, letter: string) => before + letter.toUpperCase(),
      ),
    toUpper: ([text]) => requireText(text).toUpperCase(),
    toLower: ([text]) => requireText(text).toLowerCase(),
    graphLink: ([expr]) => `/graph?g0.expr=${escapeQuery(requireText(expr))}&g0.tab=0`,
    tableLink: ([expr]) => `/graph?g0.expr=${escapeQuery(requireText(expr))}&g0.tab=1`,
    urlQueryEscape: ([text]) => escapeQuery(requireText(text)),
    stripPort: ([address]) => stripPort(requireText(address)),
    stripDomain: ([address]) => stripDomain(requireText(address)),
    humanize: ([value]) => humanize(toFloat(value)),
    humanize1024: ([value]) => humanize1024(toFloat(value)),
    humanizeDuration: ([value]) => humanizeDuration(toFloat(value)),
    humanizePercentage: ([value]) => humanizePercentage(toFloat(value)),
    humanizeTimestamp: ([value]) => timestamp(toFloat(value)),
    toTime: ([value]) => new Date(toFloat(value) * 1000),
    toDuration: ([value]) => `${toFloat(value)}s`,
    parseDuration: ([text]) => seconds(requireText(text)),
    now: () => nowMs / 1000,
    pathPrefix: () => "/",
    externalURL: () => "",
  };
  return new Map(
    Object.entries(functions).map(([name, run]) => [
      name,
      (args: readonly GoValue[]) => {
        if (name !== "args") requireCount(name, args, counts[name] ?? 1);
        return run(args);
      },
    ]),
  );
}

const counts: Readonly<Record<string, number>> = {
  label: 2,
  sortByLabel: 2,
  reReplaceAll: 3,
  match: 2,
  now: 0,
  pathPrefix: 0,
  externalURL: 0,
};

/** The names of {@link prometheusFunctions}. */
export const prometheusFunctionNames: readonly string[] = [
  ...prometheusFunctions({ query: () => [], nowMs: 0 }).keys(),
];

function sampleOf({ labels, value }: VectorElement): GoValue {
  return struct("*template.sample", { Labels: new Map(labels), Value: value });
}

function labelsOf(sample: GoValue): ReadonlyMap<string, GoValue> {
  const labels = sample instanceof Map ? (sample.get("Labels") as GoValue) : undefined;
  return labels instanceof Map ? labels : new Map<string, GoValue>();
}

function firstOf(list: GoValue): GoValue {
  if (Array.isArray(list) && list.length > 0) return list[0] as GoValue;
  throw new TemplateError("first() called on vector with no elements");
}

function sortByLabel(name: string, list: GoValue): GoValue {
  if (!Array.isArray(list)) return list;
  const textOf = (one: GoValue) => String(labelsOf(one).get(name) ?? "");
  return [...(list as readonly GoValue[])].sort((a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0));
}

/** A regular expression of a template. @throws {TemplateError} */
export function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern.slice(0, 1000));
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new TemplateError(error.message);
    throw error;
  }
}

function replaceAll(pattern: string, replacement: string, text: string): string {
  return compilePattern(pattern).matcher(text.slice(0, maxText)).replaceAll(replacement);
}

/** Go's `url.QueryEscape`. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Go's SplitHostPort; what is no address with a port stays. */
function stripPort(address: string): string {
  const bracketed = /^\[([^\]]*)\]:[^:]*$/.exec(address);
  if (bracketed !== null) return bracketed[1]!;
  return /^[^:[\]]*:[^:[\]]*$/.test(address) ? address.slice(0, address.indexOf(":")) : address;
}

function stripDomain(address: string): string {
  const host = stripPort(address);
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(":")) return address;
  const short = host.split(".")[0]!;
  return host === address ? short : short + address.slice(host.length);
}

function timestamp(value: number): string {
  if (!Number.isFinite(value)) return formatGeneral(value, 4);
  if (Math.abs(value) > 8.64e12)
    throw new TemplateError(`${value} cannot be represented as a nanoseconds timestamp since it overflows int64`);
  const text = new Date(value * 1000).toISOString();
  const fraction = text.slice(19, -1).replace(/\.?0+$/, "");
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction} +0000 UTC`;
}

function seconds(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new TemplateError(`not a valid duration string: ${JSON.stringify(text)}`);
  return ms / 1000;
}
