import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

type Json = Record<string, unknown>;

/** An operation of a description, found for a request. */
export interface Operation {
  readonly id: string;
  /** Values of the path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What is wrong with a request; empty if nothing is. */
  checkRequest(query: URLSearchParams, body: unknown, type?: string): string[];
  /** What is wrong with an answer. A status that is not described says nothing. */
  checkAnswer(status: number, body: unknown): string[];
  /** The description's own example of an answer. */
  example(status: number): Json | readonly Json[] | undefined;
}

/** Published descriptions, as far as a double needs them. */
export interface OpenApi {
  find(method: string, path: string): Operation | undefined;
}

/** GitHub's own description of its API, as far as the double answers it: made by `node scripts/github-contract.mjs`. */
export function loadGitHubApi(): OpenApi {
  return loadApi("github-api.json");
}

/**
 * Gitea's own description of its API, as far as the double answers it: made by `node scripts/forgejo-contract.mjs`. It
 * demands no field of an answer, so that a wrong name would pass for a field that was left out: names that it does not
 * know are violations here.
 */
export function loadForgejoApi(): OpenApi {
  return loadApi("forgejo-api.json", { closed: true });
}

interface Description {
  readonly paths: Record<string, Record<string, Json>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

function loadApi(name: string, { closed = false } = {}): OpenApi {
  const file = resolve(import.meta.dirname, "../contracts", name);
  const description = JSON.parse(readFileSync(file, "utf8")) as Description;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: false });
  const schemas: Schemas = { ajv, closed, components: toJsonSchema(description.components ?? {}, closed) };
  const routes = Object.entries(description.paths).map(([path, item]) => ({
    pattern: pathPattern(path),
    names: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!),
    item,
  }));
  return {
    find(method, path) {
      for (const { pattern, names, item } of routes) {
        const [, ...values] = pattern.exec(path) ?? [];
        const operation = item[method.toLowerCase()];
        if (values.length === 0 && !pattern.test(path)) continue;
        if (operation === undefined) continue;
        const parameters = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index]!)]));
        return makeOperation(schemas, description, operation, parameters);
      }
      return undefined;
    },
  };
}

/** What schemas are compiled with. */
interface Schemas {
  readonly ajv: Ajv;
  /** Whether names that are not described are wrong. */
  readonly closed: boolean;
  /** What schemas refer to, as JSON Schema. */
  readonly components: unknown;
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(?:(?:file)?path|ref)\}/g, "(.+)").replaceAll(/\{\w+\}/g, "([^/]+)")}$`);
}

function makeOperation(
  schemas: Schemas,
  { components }: Description,
  operation: Json,
  parameters: Readonly<Record<string, string>>,
): Operation {
  const described = (operation["parameters"] as { name: string; in: string; schema: Json }[] | undefined) ?? [];
  const contentOf = (node: unknown, type = "application/json") =>
    (node as { content?: Record<string, { schema: Json; examples?: Record<string, { value: Json }> }> } | undefined)
      ?.content?.[type];
  const answerOf = (status: number) => {
    const answer = (operation["responses"] as Readonly<Record<string, Json>>)[String(status)];
    const name = /^#\/components\/responses\/(.*)$/.exec(String(answer?.["$ref"]))?.[1];
    return contentOf(name === undefined ? answer : components?.["responses"]?.[name]);
  };
  return {
    id: String(operation["operationId"]),
    parameters,
    checkRequest(query, body, type) {
      const wrong = [...query.keys()]
        .filter((name) => !described.some((one) => one.in === "query" && one.name === name))
        .map((name) => `query ${name} is not described`);
      for (const { name, in: place, schema } of described) {
        const value = place === "query" ? query.get(name) : place === "path" ? (parameters[name] ?? null) : null;
        if (value !== null)
          wrong.push(...check(schemas, schema, schema["type"] === "integer" ? Number(value) : value, name));
      }
      const form = contentOf(operation["requestBody"], "multipart/form-data")?.schema;
      if (form !== undefined && type === "multipart/form-data") return [...wrong, ...checkForm(form, body as Json)];
      const wanted = contentOf(operation["requestBody"]);
      if (wanted !== undefined) wrong.push(...check(schemas, wanted.schema, body, "body"));
      else if (body !== undefined) wrong.push("there is a body, and none is described");
      return wrong;
    },
    checkAnswer(status, body) {
      const content = answerOf(status);
      return content === undefined ? [] : check(schemas, content.schema, body, `answer ${status}`);
    },
    example(status) {
      const examples = Object.values(answerOf(status)?.examples ?? {});
      return examples[0]?.value;
    },
  };
}

/** Of a form the names of its fields are described. */
function checkForm({ properties = {}, required = [] }: Json, fields: Json): string[] {
  const missing = (required as string[]).filter((name) => !(name in fields));
  const others = Object.keys(fields).filter((name) => !(name in (properties as Json)));
  return [
    ...missing.map((name) => `field ${name} is missing`),
    ...others.map((name) => `field ${name} is not described`),
  ];
}

const compiled = new WeakMap<Json, ValidateFunction>();

function check({ ajv, closed, components }: Schemas, schema: Json, value: unknown, what: string): string[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile({ ...(toJsonSchema(schema, closed) as Json), components });
    compiled.set(schema, validate);
  }
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath}: ${message}`);
}

/**
 * OpenAPI 3.0 says `nullable`, JSON Schema lists the type `null`. A closed object has the fields that are named only.
 */
function toJsonSchema(node: unknown, closed: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, closed));
  if (typeof node !== "object" || node === null) return node;
  const { nullable, example: _example, examples: _examples, ...rest } = node as Json;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value, closed)]));
  if (closed && schema["type"] === "object" && "properties" in schema) schema["additionalProperties"] ??= false;
  return nullable === true ? { anyOf: [{ type: "null" }, schema] } : schema;
}
