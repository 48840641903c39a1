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
  checkRequest(query: URLSearchParams, body: unknown): string[];
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
  const file = resolve(import.meta.dirname, "../contracts/github-api.json");
  const description = JSON.parse(readFileSync(file, "utf8")) as { paths: Record<string, Record<string, Json>> };
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: false });
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
        return makeOperation(ajv, operation, parameters);
      }
      return undefined;
    },
  };
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll("{path}", "(.+)").replaceAll(/\{\w+\}/g, "([^/]+)")}$`);
}

function makeOperation(ajv: Ajv, operation: Json, parameters: Readonly<Record<string, string>>): Operation {
  const described = (operation["parameters"] as { name: string; in: string; schema: Json }[] | undefined) ?? [];
  const contentOf = (node: unknown) =>
    (node as { content?: Record<string, { schema: Json; examples?: Record<string, { value: Json }> }> } | undefined)
      ?.content?.["application/json"];
  return {
    id: String(operation["operationId"]),
    parameters,
    checkRequest(query, body) {
      const wrong = [...query.keys()]
        .filter((name) => !described.some((one) => one.in === "query" && one.name === name))
        .map((name) => `query ${name} is not described`);
      for (const { name, in: place, schema } of described) {
        const value = place === "query" ? query.get(name) : place === "path" ? (parameters[name] ?? null) : null;
        if (value !== null)
          wrong.push(...check(ajv, schema, schema["type"] === "integer" ? Number(value) : value, name));
      }
      const wanted = contentOf(operation["requestBody"]);
      if (wanted !== undefined) wrong.push(...check(ajv, wanted.schema, body, "body"));
      else if (body !== undefined) wrong.push("there is a body, and none is described");
      return wrong;
    },
    checkAnswer(status, body) {
      const content = contentOf((operation["responses"] as Json)[String(status)]);
      return content === undefined ? [] : check(ajv, content.schema, body, `answer ${status}`);
    },
    example(status) {
      const examples = Object.values(contentOf((operation["responses"] as Json)[String(status)])?.examples ?? {});
      return examples[0]?.value;
    },
  };
}

const compiled = new WeakMap<Json, ValidateFunction>();

function check(ajv: Ajv, schema: Json, value: unknown, what: string): string[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(toJsonSchema(schema) as Json);
    compiled.set(schema, validate);
  }
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath}: ${message}`);
}

/** OpenAPI 3.0 says `nullable`, JSON Schema lists the type `null`. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, example: _example, examples: _examples, ...rest } = node as Json;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]));
  return nullable === true ? { anyOf: [{ type: "null" }, schema] } : schema;
}
