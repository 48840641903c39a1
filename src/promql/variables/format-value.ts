import { formatDate } from "./format-date.ts";
import type { VariableValue } from "./variable-value.ts";

/** Other inputs of a format. */
export interface FormatContext {
  readonly name: string;
  /** The text in the drop-down. */
  readonly text: VariableValue;
  /** After the colon: `${__from:date:YYYY}` has `["YYYY"]`. */
  readonly args: readonly string[];
}

type Formatter = (value: VariableValue, context: FormatContext) => string;

const one = (value: VariableValue): value is string => typeof value === "string";
const joined = (separator: string) => (value: VariableValue) => (one(value) ? value : value.join(separator));
const each = (value: VariableValue, change: (text: string) => string) =>
  one(value) ? change(value) : value.map(change).join(",");
const sqlEscapes: Readonly<Record<string, string>> = { "'": "''", '"': '\\"' };

const formatters: ReadonlyMap<string, Formatter> = new Map<string, Formatter>([
  ["raw", (value) => String(value)],
  ["regex", formatRegex],
  ["pipe", joined("|")],
  ["csv", joined(",")],
  ["glob", (value) => (one(value) || value.length < 2 ? String(value) : `{${value.join(",")}}`)],
  ["json", (value) => (one(value) ? value : JSON.stringify(value))],
  [
    "distributed",
    (value, { name }) =>
      one(value) ? value : value.map((item, index) => (index === 0 ? item : `${name}=${item}`)).join(","),
  ],
  ["lucene", formatLucene],
  ["html", (value) => escapeHtml(joined(", ")(value))],
  ["text", (_, { text }) => joined(" + ")(text)],
  ["singlequote", (value) => each(value, (text) => `'${text.replaceAll("'", "\\'")}'`)],
  ["doublequote", (value) => each(value, (text) => `"${text.replaceAll('"', '\\"')}"`)],
  ["sqlstring", (value) => each(value, (text) => `'${text.replaceAll(/['"]/g, (quote) => sqlEscapes[quote]!)}'`)],
  ["percentencode", (value) => encodeStrict(one(value) ? value : `{${value.join(",")}}`)],
  ["uriencode", (value) => encodeRest(encode(encodeURI, one(value) ? value : `{${value.join(",")}}`))],
  ["queryparam", (value, { name }) => parameters(value, (text) => `var-${name}=${encodeStrict(text)}`)],
  [
    "customqueryparam",
    (value, { name, args }) =>
      parameters(
        value,
        (text) => `${encodeStrict(args[0] || name)}=${encodeStrict(args[1] ?? "")}${encodeStrict(text)}`,
      ),
  ],
  ["join", (value, { args }) => joined(args[0] ?? ",")(value)],
  ["date", formatTime],
]);

/**
 * Formats a variable's value in one of Grafana's formats (`regex`, `pipe`, `csv`, …). An unknown format means `glob`,
 * as in Grafana.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/#advanced-variable-format-options
 */
export function formatValue(format: string, value: VariableValue, context: FormatContext): string {
  return (formatters.get(format) ?? formatters.get("glob")!)(value, context);
}

function formatRegex(value: VariableValue): string {
  const escaped = (one(value) ? [value] : value).map((text) => text.replaceAll(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
  return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
}

function formatLucene(value: VariableValue): string {
  const escaped = (text: string) =>
    Number.isNaN(Number(text)) ? text.replaceAll(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, "\\$1") : text;
  if (one(value)) return escaped(value);
  return value.length === 0 ? "__empty__" : `(${value.map((text) => `"${escaped(text)}"`).join(" OR ")})`;
}

function formatTime(value: VariableValue, { args }: FormatContext): string {
  const ms = Number.parseInt(String(value), 10);
  if (Number.isNaN(ms)) return "NaN";
  const pattern = args.length === 0 ? "iso" : args.join(":");
  if (pattern === "ms") return String(value);
  if (pattern === "seconds") return String(Math.round(ms / 1000));
  if (pattern !== "iso") return formatDate(ms, pattern);
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : "Invalid date";
}

function parameters(value: VariableValue, change: (text: string) => string): string {
  return (one(value) ? [value] : value).map(change).join("&");
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Replaces lone surrogates, because the encoders throw on them. */
function encode(encoder: (text: string) => string, text: string): string {
  return encoder(Buffer.from(text, "utf8").toString("utf8"));
}

/** Also encodes the RFC 3986 reserved characters that encodeURIComponent leaves unchanged. */
function encodeRest(text: string): string {
  return text.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodeStrict(text: string): string {
  return encodeRest(encode(encodeURIComponent, text));
}
