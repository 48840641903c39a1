import { Ajv, type ErrorObject } from "ajv";
import type { DataSpec } from "../generated/data-spec.ts";
import { dataSpecSchema } from "../generated/schema.ts";
import type { SpecPath } from "./path.ts";
import type { Problems } from "./problems.ts";
import { explainSchemaErrors } from "./schema-errors.ts";

type Validate = ((data: unknown) => boolean) & { errors?: ErrorObject[] | null };

/** In a text of more bytes only the first mistake is reported: a hostile file could have millions. */
const maxBytesForAll = 128 * 1024;
const compiled = new Map<boolean, Validate>();

/** Checks data against the JSON Schema and adds one problem for each mistake. True if it is valid. */
export function checkSchema(data: unknown, problems: Problems, textLength: number): data is DataSpec {
  const validate = compile(textLength <= maxBytesForAll);
  if (validate(data)) return true;
  explainSchemaErrors(validate.errors ?? [], (path: SpecPath, message, at) => problems.add(path, message, at));
  return false;
}

/** Compiled at the first use, and only ever the project's own schema. */
function compile(allErrors: boolean): Validate {
  const known = compiled.get(allErrors);
  if (known !== undefined) return known;
  const ajv = new Ajv({
    allErrors,
    verbose: true,
    ownProperties: true,
    strict: true,
    allowUnionTypes: true,
    // To hold it against the schema of schemas takes longer than to compile it; a test does that.
    validateSchema: false,
  });
  const validate = ajv.compile(dataSpecSchema) as Validate;
  compiled.set(allErrors, validate);
  return validate;
}
