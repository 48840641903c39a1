import { nestingLimits } from "../../data-spec/source/source.ts";
import { findNesting } from "../../json/yaml-nesting.ts";
import { Problem } from "./problem.ts";

/**
 * Reads a body of JSON. YAML is left to the reader of specs.
 *
 * @throws {Problem} 400 if it is no JSON, or nested deeper than a spec may be.
 */
export function readBody(text: string, contentType: string | undefined): unknown {
  if (contentType?.toLowerCase().startsWith("application/yaml") === true) return text;
  const nesting = findNesting(text, nestingLimits);
  if (nesting !== undefined) throw new Problem(400, "json", nesting.message);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(400, "json", `not valid JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}
