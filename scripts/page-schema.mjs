// schema/page-data.schema.json, made of the types in src/report/page-data.ts: it reads as much of TypeScript as that
// file has, and throws on anything else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.mjs";

export const pageSchemaFile = "schema/page-data.schema.json";
const source = "src/report/page-data.ts";

/** The text of the schema. */
export function makePageSchema() {
  const definitions = readDefinitions(readFileSync(join(root, source), "utf8"));
  const { PageData, ...$defs } = definitions;
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "page-data.schema.json",
    title: "PageData",
    ...PageData,
    $defs,
  };
  return JSON.stringify(schema, undefined, 2);
}

/** The exported interfaces and types of a file, as schemas by name. */
export function readDefinitions(text) {
  const parser = createParser(text);
  const definitions = {};
  while (!parser.done()) {
    const description = parser.comment();
    parser.take("export");
    const isInterface = parser.maybe("interface");
    if (!isInterface) parser.take("type");
    const name = parser.word();
    if (!isInterface) parser.take("=");
    const schema = isInterface ? parser.object() : parser.type();
    if (!isInterface) parser.take(";");
    definitions[name] = description === undefined ? schema : { description, ...schema };
  }
  return definitions;
}

function createParser(text) {
  // Comments, texts, words, numbers, signs.
  const tokens = text.match(/\/\*\*[\s\S]*?\*\/|"[^"]*"|[A-Za-z_]\w*|\d+|\S/g) ?? [];
  let at = 0;
  const done = () => at >= tokens.length;
  const maybe = (token) => {
    const is = tokens[at] === token;
    if (is) at++;
    return is;
  };
  const take = (token) => {
    if (!maybe(token)) throw new Error(`${source}: expected ${token}, got ${tokens.slice(at, at + 5).join(" ")}`);
  };
  const word = () => tokens[at++];
  const comment = () => {
    if (!tokens[at]?.startsWith("/**")) return undefined;
    const lines = tokens[at++].slice(3, -2).split("\n");
    const words = lines.map((line) => line.replace(/^\s*\*\s?/, "").trim());
    return words
      .join(" ")
      .replaceAll(/\{@link (?:\w+\.)?(\w+)\}/g, "`$1`")
      .trim();
  };
  const object = () => {
    take("{");
    const properties = {};
    const required = [];
    while (!maybe("}")) {
      const description = comment();
      maybe("readonly");
      const name = word();
      const optional = maybe("?");
      take(":");
      const schema = type();
      maybe(";");
      // Beside a reference nothing else counts in draft 7.
      const described =
        description === undefined ? schema : { description, ...(schema.$ref ? { allOf: [schema] } : schema) };
      properties[name] = described;
      if (!optional) required.push(name);
    }
    return { type: "object", properties, required, additionalProperties: false };
  };
  const type = () => {
    maybe("|");
    const parts = [single()];
    while (maybe("|")) parts.push(single());
    return union(parts);
  };
  const single = () => {
    maybe("readonly");
    let schema = primary();
    while (maybe("[")) {
      if (maybe("]")) schema = { type: "array", items: schema };
      else {
        // `PagePanel["state"]`: a reference into another type.
        const name = JSON.parse(word());
        take("]");
        schema = { $ref: `${schema.$ref}/properties/${name}` };
      }
    }
    return schema;
  };
  const primary = () => {
    if (tokens[at] === "{") return object();
    if (maybe("(")) {
      const inner = type();
      take(")");
      return inner;
    }
    if (maybe("[")) {
      const items = [];
      while (!maybe("]")) {
        items.push(type());
        maybe(",");
      }
      return { type: "array", items, minItems: items.length, maxItems: items.length, additionalItems: false };
    }
    return named(word());
  };
  const named = (token) => {
    if (/^["\d]/.test(token)) return { const: JSON.parse(token) };
    if (token === "string" || token === "number" || token === "boolean" || token === "null") return { type: token };
    if (token === "unknown") return {};
    if (token === "Readonly" || token === "Record" || token === "Omit") {
      take("<");
      const given = [type()];
      while (maybe(",")) given.push(type());
      take(">");
      if (token === "Readonly") return given[0];
      if (token === "Record") return { type: "object", additionalProperties: given[1] };
      // What is left out is optional in the other type, so that it is one of these.
      return given[0];
    }
    return { $ref: `#/$defs/${token}` };
  };
  return { done, maybe, take, word, comment, object, type };
}

/** Literals become an enumeration, simple types a list of types. */
function union(parts) {
  if (parts.length === 1) return parts[0];
  if (parts.every((part) => "const" in part)) return { enum: parts.map((part) => part.const) };
  return { anyOf: merged(parts) };
}

function merged(parts) {
  const literals = parts.filter((part) => "const" in part);
  if (literals.length < 2) return parts;
  return [...parts.filter((part) => !("const" in part)), { enum: literals.map((part) => part.const) }];
}
