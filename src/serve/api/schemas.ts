import type { FastifySchema } from "fastify";

const name = { type: "string", maxLength: 200, description: "The metric's name" };

/** Parameters of a metric's address. */
export const metricParams = { type: "object", properties: { name }, required: ["name"] } as const;

/** Parameters of an entry's address. */
export const entryParams = {
  type: "object",
  properties: { name, entry: { type: "integer", minimum: 0, description: "Its place, from 0" } },
  required: ["name", "entry"],
} as const;

/** Definitions of the data spec's schema that bodies may be. */
type SpecDefinition = "metric" | "series" | "namedSignal" | "scenario" | "spec";

/**
 * A route whose body is a part of a data spec. The description names its schema; what checks it is the reader of specs,
 * in the spec that would run with it.
 */
export function specPart(schema: FastifySchema, definition: SpecDefinition) {
  return {
    schema: { ...schema, body: { $ref: `${dataSpecId}#/definitions/${definition}` } },
    validatorCompiler: acceptAll,
  };
}

/** The address under which bodies name the data spec's schema. */
export const dataSpecId = "data-spec.schema.json";

function acceptAll() {
  return () => true;
}
