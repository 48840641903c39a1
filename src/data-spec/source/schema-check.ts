import type { ErrorObject } from "ajv";
import type { DataSpec } from "../generated/data-spec.ts";
import { validate as everyMistake } from "../generated/every-mistake.ts";
import { validate as firstMistake } from "../generated/first-mistake.ts";
import type { SpecPath } from "./path.ts";
import type { Problems } from "./problems.ts";
import { explainSchemaErrors } from "./schema-errors.ts";

type Validate = ((data: unknown) => boolean) & { errors?: ErrorObject[] | null };

/** In a text of more bytes only the first mistake is reported: a hostile file could have millions. */
const maxBytesForAll = 128 * 1024;

/** Checks data against the JSON Schema and adds one problem for each mistake. True if it is valid. */
export function checkSchema(data: unknown, problems: Problems, textLength: number): data is DataSpec {
  const validate: Validate = textLength <= maxBytesForAll ? everyMistake : firstMistake;
  if (validate(data)) return true;
  explainSchemaErrors(validate.errors ?? [], (path: SpecPath, message, at) => problems.add(path, message, at));
  return false;
}
