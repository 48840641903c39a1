import { dataSpecSchema } from "../../data-spec/generated/schema.ts";
import { dataSpecId } from "./schemas.ts";

/** The data spec's schema, with the spec itself among its definitions, so that bodies can name it. */
export function specSchemas(): Record<string, unknown> {
  const { $schema: _, definitions, ...spec } = dataSpecSchema;
  return { $id: dataSpecId, definitions: { ...(definitions as object), spec: { ...spec, $id: undefined } } };
}
