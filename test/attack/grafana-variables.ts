// What Grafana does with the variables of a dashboard as it was saved, written after its published sources and shared
// with nothing under src: which values a variable can come to have, by its list, its server, its reader, the address of
// the page or what was saved, and how a query is filled in with them.
import { parser } from "@prometheus-io/lezer-promql";

/** JSON of any shape. */
// biome-ignore lint/suspicious/noExplicitAny: what is saved is read as Grafana reads it, without types.
type Json = any;

/** A value with what the drop-down shows. */
export interface Chosen {
  readonly value: string | readonly string[];
  readonly text: string | readonly string[];
  /** "All" with a text of its own, which every format leaves as it is. */
  readonly raw?: string;
}

const reference = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\${(\w+)(?:\.([^:^}]+))?(?::([^}]+))?}/g;

interface Saved {
  readonly name: string;
  readonly type: string;
  readonly body: Json;
}

/** The variables of a saved model, classic or v2. */
export function savedVariables(model: Json): Saved[] {
  const types: Record<string, string> = {
    QueryVariable: "query",
    CustomVariable: "custom",
    ConstantVariable: "constant",
    TextVariable: "textbox",
    IntervalVariable: "interval",
    DatasourceVariable: "datasource",
    AdhocVariable: "adhoc",
    GroupByVariable: "groupby",
    SwitchVariable: "switch",
  };
  if (Array.isArray(model.variables))
    return model.variables.map(({ kind, spec }: Json) => ({ name: spec.name, type: types[kind] ?? kind, body: spec }));
  return (model.templating?.list ?? []).map((body: Json) => ({ name: body.name, type: body.type, body }));
}

/**
 * Every value that a variable can come to have when strangers choose the address, the typed text and what servers
 * answer.
 */
export function possibleValues({ type, body }: Saved, hostile: readonly string[]): Chosen[] {
  const plain = (value: string): Chosen => ({ value, text: value });
  const several = (values: readonly Chosen[]): Chosen[] => {
    if (!body.multi) return [...values];
    const list = values.map(({ value, text }) => ({ value: [value].flat(), text: [text].flat() }));
    const pairs = list.flatMap((one, index) => {
      const other = list[(index * 7 + 3) % list.length]!;
      return [{ value: [...one.value, ...other.value], text: [...one.text, ...other.text] }];
    });
    return [...list, ...pairs, { value: list.flatMap(({ value }) => value), text: "All" }];
  };
  const anything = [...hostile, ...hostile.map((text) => `a${text}b`)].map(plain);
  const current = savedCurrent(body);
  const all: Chosen[] = body.allValue
    ? [{ value: String(body.allValue), text: "All", raw: String(body.allValue) }]
    : [];
  switch (type) {
    case "constant":
      return [plain(String(body.query ?? ""))];
    case "textbox":
    case "interval":
    case "adhoc":
    case "switch":
      // The address of the page sets these, whatever was saved; a text box with skipUrlSync can still be typed into.
      return [...anything, ...current];
    case "custom": {
      const options = several(customList(body));
      return [...options, ...all, ...current, ...(isLocked(body) ? [] : several(anything))];
    }
    case "query": {
      const offered = [...anything, plain("api"), plain("up")].flatMap(({ value }) =>
        throughRegex(String(value), body.regex),
      );
      const fixed = (body.staticOptions ?? []).map(({ value, text }: Json) => ({
        value: String(value),
        text: String(text),
      }));
      return [...several([...offered, ...fixed]), ...all, ...current, ...(isLocked(body) ? [] : several(anything))];
    }
    default:
      return [...several(anything), ...all, ...current];
  }
}

/** The address sets nothing, and nothing can be typed. */
function isLocked(body: Json): boolean {
  return body.skipUrlSync === true && body.allowCustomValue === false;
}

/** What was saved is what queries get until the options are there, and for good where asking for them fails. */
function savedCurrent({ current, allValue }: Json): Chosen[] {
  const value = current?.value ?? (typeof current === "string" ? current : undefined);
  if (value === undefined) return [];
  if ([value].flat()[0] === "$__all")
    return allValue ? [{ value: String(allValue), text: "All", raw: String(allValue) }] : [];
  return [{ value: Array.isArray(value) ? value.map(String) : String(value), text: current?.text ?? value }];
}

function customList(body: Json): Chosen[] {
  const query = String(body.query ?? "");
  if (body.valuesFormat === "json" || query.trim().startsWith("[")) {
    try {
      return JSON.parse(query).map((item: Json) => ({
        value: String(item.value ?? item),
        text: String(item.text ?? item.value ?? item),
      }));
    } catch {
      // Then it is read as a list.
    }
  }
  return (query.match(/(?:\\,|[^,])+/g) ?? []).map((part) => {
    const text = part.replace(/\\,/g, ",");
    const [, key, value] = /^\s*(.+)\s:\s(.+)$/g.exec(text) ?? [];
    return key === undefined ? { value: text.trim(), text: text.trim() } : { value: value!.trim(), text: key.trim() };
  });
}

/** Undefined for one that Grafana cannot use: the variable gets no options then. */
function regexOf(regex: string): RegExp | undefined {
  const slashed = /^\/(.*?)\/(g?i?m?y?)$/.exec(regex);
  if (slashed === null && regex.startsWith("/")) return undefined;
  try {
    return slashed === null ? new RegExp(`^${regex}$`) : new RegExp(slashed[1]!, slashed[2]);
  } catch {
    return undefined;
  }
}

function throughRegex(text: string, regex: string | undefined): Chosen[] {
  if (!regex) return [{ value: text, text }];
  const pattern = regexOf(regex);
  if (pattern === undefined) return [];
  const matches: RegExpExecArray[] = [];
  if (pattern.global) for (const match of text.matchAll(pattern)) matches.push(match);
  else {
    const match = pattern.exec(text);
    if (match !== null) matches.push(match);
  }
  if (matches.length === 0) return [];
  const named = (name: string) => matches.find(({ groups }) => groups?.[name])?.groups?.[name];
  if (named("value") ?? named("text"))
    return [{ value: (named("value") ?? named("text"))!, text: (named("text") ?? named("value"))! }];
  const first = matches.find((match) => match.length > 1);
  if (first === undefined) return [{ value: text, text }];
  return (matches.length > 1 ? matches : [first]).map((match) => ({ value: match[1] ?? "", text: match[1] ?? "" }));
}

/** A query filled in as the Prometheus data source does: twice, since ad hoc filters may name variables. */
export function fillTwice(text: string, variables: readonly Saved[], chosen: ReadonlyMap<string, Chosen>): string {
  return fillOnce(fillOnce(text, variables, chosen), variables, chosen);
}

const lengths: Record<string, string> = {
  __interval: "15s",
  __interval_ms: "15000",
  __rate_interval: "60s",
  __rate_interval_ms: "60000",
  __range: "21600s",
  __range_s: "21600",
  __range_ms: "21600000",
  __from: "1767225600000",
  __to: "1767247200000",
};
/** What a dashboard or its reader may have any say in. */
const ofReader = new Set([
  "__dashboard",
  "__user",
  "__org",
  "__url",
  "__url_time_range",
  "__all_variables",
  "__timezone",
  "__searchFilter",
]);

function fillOnce(text: string, variables: readonly Saved[], chosen: ReadonlyMap<string, Chosen>): string {
  return text.replace(reference, (match, plain, bracketed, bracketedFormat, braced, field, bracedFormat) => {
    const name = plain ?? bracketed ?? braced;
    const format = bracedFormat ?? bracketedFormat;
    const variable = variables.find((each) => each.name === name);
    const choice = chosen.get(name);
    if (variable !== undefined && choice !== undefined) {
      if (choice.raw !== undefined && !/^(?:text|percentencode|queryparam)/.test(format ?? ""))
        return fillOnce(choice.raw, variables, chosen);
      const value =
        field !== undefined && Array.isArray(choice.value) && /^\d+$/.test(field)
          ? (choice.value[Number(field)] ?? "")
          : choice.value;
      return formatted(value, choice.text, format, variable);
    }
    if (lengths[name] !== undefined)
      return formatted(lengths[name], lengths[name], format, { name, type: "builtin", body: {} });
    if (ofReader.has(name)) return formatted('x"} or secret{a="', "x", format, { name, type: "builtin", body: {} });
    return match;
  });
}

function formatted(
  value: string | readonly string[],
  text: string | readonly string[],
  format: string | undefined,
  { name, body }: Saved,
): string {
  const list = [value].flat();
  const isList = typeof value !== "string";
  const encode = (each: string) =>
    encodeURIComponent(wellFormed(each)).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const escapeRegex = (each: string) => each.replace(/[\\^$*+?.()|[\]{}/]/g, "\\$&");
  if (format === undefined) {
    if (!body.multi && !body.includeAll)
      return isList ? String(value) : value.replace(/\\/g, "\\\\").replace(/'/g, "\\\\'");
    const escaped = list.map((each) => each.replace(/\\/g, "\\\\\\\\").replace(/[$^*{}[\]+?.()|]/g, "\\\\$&"));
    return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
  }
  const [id, ...args] = format.split(":");
  switch (id) {
    case "raw":
      return String(value);
    case "regex":
      return list.length === 1 ? escapeRegex(list[0]!) : `(${list.map(escapeRegex).join("|")})`;
    case "pipe":
      return list.join("|");
    case "csv":
      return list.join(",");
    case "join":
      return list.join(args[0] ?? ",");
    case "distributed":
      return list.map((each, index) => (index === 0 ? each : `${name}=${each}`)).join(",");
    case "json":
      return isList ? JSON.stringify(value) : value;
    case "html":
      return list.join(", ").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
    case "text":
      return [text].flat().join(" + ");
    case "singlequote":
      return list.map((each) => `'${each.replace(/'/g, "\\'")}'`).join(",");
    case "doublequote":
      return list.map((each) => `"${each.replace(/"/g, '\\"')}"`).join(",");
    case "sqlstring":
      return list.map((each) => `'${each.replace(/'/g, "''")}'`).join(",");
    case "lucene":
      return isList
        ? `(${list.map((each) => `"${each.replace(/["\\]/g, "\\$&")}"`).join(" OR ")})`
        : value.replace(/["\\(){}]/g, "\\$&");
    case "percentencode":
      return encode(isList ? `{${list.join(",")}}` : value);
    case "uriencode":
      return encodeURI(wellFormed(isList ? `{${list.join(",")}}` : value)).replace(
        /[!'()*]/g,
        (c) => `%${c.charCodeAt(0).toString(16)}`,
      );
    case "queryparam":
    case "customqueryparam":
      return list
        .map((each) => `${encode(args[0] ?? `var-${name}`)}=${encode(args[1] ?? "")}${encode(each)}`)
        .join("&");
    case "date":
      return Number.isNaN(Number.parseInt(String(value), 10))
        ? "NaN"
        : args.length === 0
          ? "2026-01-01T00:00:00.000Z"
          : args.join(":");
    default:
      return isList && list.length > 1 ? `{${list.join(",")}}` : String(value);
  }
}

/** Lone surrogates make the encoders throw; then Grafana sends nothing. */
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/**
 * The selectors of a query without the matcher, as text; none for a query that does not parse, since no server runs
 * that.
 */
export function selectorsWithout(query: string, matcher: string): string[] {
  const tree = parser.parse(query);
  const found: string[] = [];
  let broken = false;
  tree.iterate({
    enter(node) {
      if (node.type.isError) broken = true;
      if (node.name !== "VectorSelector") return;
      const text = query.slice(node.from, node.to);
      let marked = false;
      node.node.cursor().iterate((inner) => {
        if (inner.name === "UnquotedLabelMatcher" && query.slice(inner.from, inner.to) === matcher) marked = true;
      });
      if (!marked) found.push(text);
    },
  });
  return broken ? [] : found;
}

/** What of a variable's own query Prometheus gets to see once it is filled in, as Grafana 12.4 takes it apart. */
export function askedByVariable(query: string): string | undefined {
  const label = /^label_names\((.+)\)\s*$/.exec(query);
  if (label !== null) return `{__name__=~".*${label[1]}.*"}`;
  if (/^label_names\(\)\s*$/.test(query)) return "{}";
  const values = /^label_values\((?:(.+),\s*)?(.+)\)\s*$/.exec(query);
  if (values !== null) return values[1] ?? "{}";
  const metrics = /^metrics\((.+)\)\s*$/.exec(query);
  if (metrics !== null) return `{__name__=~"${metrics[1]}"}`;
  return /^query_result\((.+)\)\s*$/.exec(query)?.[1] ?? query;
}
