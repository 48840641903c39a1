import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";

/** A step between a panel's queries and what it shows. */
export interface PanelTransformation {
  /** Grafana's id: `organize`, `groupBy`. */
  readonly id: string;
  readonly options: JsonObject;
}

/** Steps of a panel that are read. */
const maxTransformations = 100;

/** Reads the transformations that are not switched off. In schema v2 an entry's options lie in its `spec`. */
export function readTransformations(list: unknown): PanelTransformation[] {
  return asArray(list)
    .slice(0, maxTransformations)
    .flatMap((entry) => {
      const spec = field(entry, "spec") ?? entry;
      const id = textField(spec, "id") ?? textField(entry, "group") ?? textField(entry, "kind");
      return id === undefined || field(spec, "disabled") === true
        ? []
        : [{ id, options: asObject(field(spec, "options")) ?? {} }];
    });
}
