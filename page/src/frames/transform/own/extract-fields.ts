import { type DataFrame, type Field, getFieldDisplayName, getFieldTypeFromValue } from "@grafana/data";
import { type OwnTransformation, textOf } from "./own-transformation.ts";

type Parsed = Readonly<Record<string, unknown>> | undefined;
type Parse = (text: string) => Parsed;

/** Columns out of the texts of one column: of JSON, of pairs `a=b`, or of the parts between delimiters. */
export const extractFields: OwnTransformation = (frames, options) => {
  const source = textOf(options["source"]);
  const format = textOf(options["format"]) ?? "auto";
  if (source === undefined) return [...frames];
  const parse = parserOf(format, textOf(options["delimiter"]) ?? ",");
  if (parse === undefined) throw new Error(`Extract fields by "${format}" is not done here`);
  return frames.map((frame) => withParts(frame, source, parse, options));
};

function withParts(
  frame: DataFrame,
  name: string,
  parse: Parse,
  options: Readonly<Record<string, unknown>>,
): DataFrame {
  const source = frame.fields.find((field) => field.name === name || getFieldDisplayName(field, frame) === name);
  if (source === undefined) return frame;
  const paths = options["format"] === "json" ? pathsOf(options["jsonPaths"]) : [];
  const rows = source.values.map((value) => {
    const parsed = typeof value === "string" ? (parsedOr(value, parse) ?? {}) : (value as Parsed | null);
    if (parsed === null || parsed === undefined || paths.length === 0) return parsed ?? {};
    return Object.fromEntries(paths.map(({ path, alias }) => [alias ?? path, at(parsed, path) ?? "Not Found"]));
  });
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const parts = names.map((part): Field => {
    const values = rows.map((row) => (Object.hasOwn(row, part) ? row[part] : undefined));
    const type = getFieldTypeFromValue(values.find((value) => value !== null && value !== undefined));
    return { name: part, type, config: {}, values };
  });
  const time = options["keepTime"] === true ? frame.fields.filter((field) => /^time$/i.test(field.name)) : [];
  return { ...frame, fields: options["replace"] === true ? [...time, ...parts] : [...frame.fields, ...parts] };
}

function parserOf(format: string, delimiter: string): Parse | undefined {
  const parsers: Readonly<Record<string, Parse>> = {
    json: (text) => JSON.parse(text) as Parsed,
    kvp: pairs,
    delimiter: (text) => Object.fromEntries(text.split(delimiter).map((part) => [part.trim(), 1])),
    auto: (text) => parsedOr(text, parsers["json"]!) ?? pairs(text),
  };
  return Object.hasOwn(parsers, format) ? parsers[format] : undefined;
}

function parsedOr(text: string, parse: Parse): Parsed {
  try {
    const parsed = parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** `a=1, b="x y"; c:2` → `{a: "1", b: "x y", c: "2"}`. */
function pairs(text: string): Parsed {
  const found = text.matchAll(/([^\s=:,;&{}"']+)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s,;&{}]*))/g);
  return Object.fromEntries(
    [...found].map(([, key, double, single, plain]) => [key!, double ?? single ?? plain ?? ""]),
  );
}

function pathsOf(paths: unknown): { readonly path: string; readonly alias: string | undefined }[] {
  return (Array.isArray(paths) ? paths : []).flatMap((one: Readonly<Record<string, unknown>>) => {
    const path = textOf(one["path"]);
    return path === undefined ? [] : [{ path, alias: textOf(one["alias"]) }];
  });
}

/** `a.b[0]` in a value. */
function at(value: unknown, path: string): unknown {
  let here = value;
  for (const part of path.split(/[.[\]]+/).filter((one) => one !== "")) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[part];
  }
  return here;
}
