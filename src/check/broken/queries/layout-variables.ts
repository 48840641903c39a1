import { asArray, asObject, textField } from "../../../json/read.ts";

/** Grafana nests rows and tabs a few times. */
const maxDepth = 20;

/** Names of the variables that rows and tabs of a layout have for themselves. */
export function layoutVariables(layout: unknown, depth = 0): string[] {
  const spec = asObject(asObject(layout)?.["spec"]);
  if (spec === undefined || depth > maxDepth) return [];
  const own = asArray(spec["variables"]).flatMap((variable) => textField(variable, "spec", "name") ?? []);
  const inner = [...asArray(spec["rows"]), ...asArray(spec["tabs"]), spec["layout"]];
  return [...own, ...inner.flatMap((part) => layoutVariables(part, depth + 1))];
}
