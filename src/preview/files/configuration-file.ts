import { dataSpecSchema } from "../../data-spec/generated/schema.ts";
import { readSource } from "../../data-spec/source/source.ts";
import { ExpectedError } from "../../errors.ts";
import { nearestKey } from "../../text/nearest-word.ts";

/** The names of the configuration in the working folder; a data spec may have the first one too. */
export const configurationFiles = ["dashpreview.yaml", "dashpreview.yml"] as const;

const startsAsSpec = /^(?:version|seed|labels|signals|metrics|events|alerts)[ \t]*:/m;
/** Keys of a data spec that options have too. */
const sharedKeys: ReadonlySet<string> = new Set(["history", "step", "scenarios", "infer"]);
const specKeys = Object.keys((dataSpecSchema["properties"] ?? {}) as object).filter((key) => !sharedKeys.has(key));

/** The kind of a `dashpreview.yaml`. `unclear`: empty, no map, or not valid YAML. */
export type FileKind = "configuration" | "data-spec" | "unclear";

/**
 * Tells a configuration from a data spec: it is a map that has no key of a data spec, nor a misspelt one.
 *
 * @param options - the names of options, where they are known: a key that is one is no misspelt key of a data spec.
 */
export function kindOfFile(text: string, options: readonly string[] = []): FileKind {
  let data: unknown;
  try {
    ({ data } = readSource(text, "dashpreview.yaml"));
  } catch (error) {
    if (error instanceof ExpectedError) return startsAsSpec.test(text) ? "data-spec" : "unclear";
    throw error;
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "unclear";
  const keys = Object.keys(data);
  if (keys.some((key) => specKeys.includes(key))) return "data-spec";
  if (keys.some((key) => key === "dashboards" || key === "previews" || options.includes(key))) return "configuration";
  return keys.some((key) => nearestKey(key, specKeys) !== undefined) ? "data-spec" : "configuration";
}
