import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

/** The schema of the result documents of `up` and `check`. */
export const resultSchema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../schema/result.schema.json"), "utf8"),
) as { readonly $defs: Readonly<Record<string, { readonly enum?: readonly string[] }>> };

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(resultSchema);

/** Fails, naming every place, if a document is not as the schema says. Returns it. */
export function expectResult<T>(document: T): T {
  expect(validate(document) ? [] : validate.errors).toEqual([]);
  return document;
}
