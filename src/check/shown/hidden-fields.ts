import { field as property } from "../../json/read.ts";
import type { Field, Frame, Tools } from "./frame.ts";
import { matchFields } from "./match-fields.ts";
import type { FieldOverride, PanelSettings } from "./panel-settings.ts";

/** The fields that a panel's field settings keep from being drawn. */
export function hiddenFields(
  frames: readonly Frame[],
  { type, defaults, overrides }: Pick<PanelSettings, "type" | "defaults" | "overrides">,
  tools: Tools,
): ReadonlySet<Field> {
  const isTable = type.startsWith("table");
  const byDefault =
    property(defaults, "custom", "hideFrom", "viz") === true ||
    (isTable && property(defaults, "custom", "hidden") === true);
  const hidden = new Set<Field>(byDefault ? frames.flatMap(({ fields }) => fields) : []);
  for (const { matcher, properties } of overrides) {
    const hides = properties.map((one) => hidesBy(one, isTable)).findLast((value) => value !== undefined);
    if (hides === undefined) continue;
    for (const field of matchFields(matcher, frames, tools)) {
      if (hides) hidden.add(field);
      else hidden.delete(field);
    }
  }
  return hidden;
}

/** Undefined for a setting that neither hides nor shows. */
function hidesBy({ id, value }: FieldOverride["properties"][number], isTable: boolean): boolean | undefined {
  if (id === "custom.hideFrom") return property(value, "viz") === true;
  if (id === "custom.hideFrom.viz" || (isTable && id === "custom.hidden")) return value === true;
  return undefined;
}

/** Whether a setting is made for any field. */
export function sets(id: string, { defaults, overrides }: Pick<PanelSettings, "defaults" | "overrides">): boolean {
  const isSet = (value: unknown) => value !== undefined && value !== null && value !== "";
  return (
    isSet(defaults[id]) ||
    overrides.some(({ properties }) => properties.some((one) => one.id === id && isSet(one.value)))
  );
}
