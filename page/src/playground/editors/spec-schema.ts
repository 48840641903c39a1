import { dataSpecSchema } from "../../../../src/data-spec/generated/schema.ts";

/** A part of the JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** Something that may stand at a place of a data spec. */
export interface Suggestion {
  readonly label: string;
  readonly info: string;
}

/** Steps that a search of the schema may take: it is small, and refers to itself. */
const maxSchemas = 400;

/** The keys of the map at a path, those of every form that may stand there. */
export function keysAt(path: readonly string[]): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const schema of schemasAt(path))
    for (const [label, value] of Object.entries((schema["properties"] ?? {}) as Record<string, unknown>))
      if (!found.has(label)) found.set(label, { label, info: descriptionOf(value) });
  return [...found.values()];
}

/** The values that the schema names at a path. */
export function valuesAt(path: readonly string[]): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const schema of schemasAt(path)) {
    const values = Array.isArray(schema["enum"]) ? schema["enum"] : "const" in schema ? [schema["const"]] : [];
    if (schema["type"] === "boolean") values.push(true, false);
    for (const value of values)
      if (typeof value !== "object") found.set(String(value), { label: String(value), info: descriptionOf(schema) });
  }
  return [...found.values()];
}

function schemasAt(path: readonly string[]): Schema[] {
  let current = spread([dataSpecSchema]);
  for (const name of path) current = spread(current.flatMap((schema) => inside(schema, name)));
  return current;
}

function inside(schema: Schema, name: string): unknown[] {
  if (name === "[]") return [schema["items"], ...((schema["prefixItems"] as unknown[]) ?? [])];
  const properties = (schema["properties"] ?? {}) as Record<string, unknown>;
  if (Object.hasOwn(properties, name)) return [properties[name]];
  return [schema["additionalProperties"], ...Object.values((schema["patternProperties"] ?? {}) as object)];
}

/** The forms that schemas stand for: references and choices, taken apart. */
function spread(given: readonly unknown[]): Schema[] {
  const seen = new Set<unknown>();
  const queue = [...given];
  for (let at = 0; at < queue.length && seen.size < maxSchemas; at++) {
    const schema = queue[at];
    if (typeof schema !== "object" || schema === null || seen.has(schema)) continue;
    seen.add(schema);
    const { $ref, anyOf = [], oneOf = [], allOf = [], then } = schema as Record<string, unknown>;
    if (typeof $ref === "string") queue.push(referred($ref));
    queue.push(
      ...(anyOf as unknown[]),
      ...(oneOf as unknown[]),
      ...(allOf as unknown[]),
      then,
      (schema as Schema)["else"],
    );
  }
  return [...seen] as Schema[];
}

function referred(reference: string): unknown {
  let found: unknown = dataSpecSchema;
  for (const name of reference.replace(/^#\//, "").split("/")) found = (found as Record<string, unknown>)?.[name];
  return found;
}

function descriptionOf(schema: unknown): string {
  const { description, $ref } = (schema ?? {}) as { description?: unknown; $ref?: unknown };
  if (typeof description === "string") return description;
  return typeof $ref === "string" ? descriptionOf(referred($ref)) : "";
}
