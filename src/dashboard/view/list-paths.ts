import { type JsonPath, valueAt } from "../../json/edit.ts";
import { asArray, asObject } from "../../json/read.ts";
import { type DashboardPlace, schemas } from "./schema.ts";

/** The path from the model to every list or object that holds panels, variables or annotations, by that holder. */
export function listPaths({ model, kind }: DashboardPlace): Map<unknown, JsonPath> {
  const found = new Map<unknown, JsonPath>();
  const at = (...path: JsonPath) => found.set(valueAt(model, path), path);
  const { paths, panel } = schemas[kind];
  at(...paths.variables);
  at(...paths.annotations);
  if (panel.panels === undefined) {
    at("elements");
    return found;
  }
  const lists: JsonPath[] = [["panels"], ...[...asArray(model["rows"]).keys()].map((row) => ["rows", row, "panels"])];
  for (const path of lists) {
    at(...path);
    for (const [index, inner] of asArray(valueAt(model, path)).entries())
      if (asObject(inner) !== undefined) at(...path, index, ...panel.panels);
  }
  return found;
}
