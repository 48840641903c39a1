import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { cloneJson, type JsonPath, type MutableObject, sameJson, setOwn } from "../../json/edit.ts";
import { asObject, textField } from "../../json/read.ts";

/** Where a reference to a data source stands. */
export interface SourceSlot {
  /** `classic`: `datasource` of {@link holder}; `v2`: its `group` and `datasource.name`. */
  readonly form: DashboardKind;
  /** To {@link holder}, from the node of the panel, variable or annotation that it belongs to. */
  readonly path: JsonPath;
  readonly holder: MutableObject;
}

/** The reference in a slot: undefined if it is missing, null if it is null. */
export function readReference({ form, holder }: SourceSlot): unknown {
  if (form === "classic") return Object.hasOwn(holder, "datasource") ? holder["datasource"] : undefined;
  return { type: textField(holder, "group"), uid: textField(holder, "datasource", "name") };
}

/**
 * The changes that make a slot name exactly this data source, by their paths from the owner's node; empty if it does
 * already.
 */
export function referenceChanges(
  { form, path, holder }: SourceSlot,
  { type, uid }: { readonly type: string; readonly uid: string },
): { readonly path: JsonPath; readonly value: unknown }[] {
  const wanted = form === "classic" ? { datasource: { type, uid } } : { group: type, datasource: { name: uid } };
  return Object.entries(wanted).flatMap(([name, value]) =>
    sameJson(Object.hasOwn(holder, name) ? holder[name] : undefined, value) ? [] : [{ path: [...path, name], value }],
  );
}

/**
 * Puts another reference where a slot names the data source `uid`.
 *
 * @param reference - as `datasource` of the slot's schema has it; undefined or null takes it out in schema v2.
 */
export function replaceReference({ form, holder }: SourceSlot, uid: string, reference: unknown): void {
  if (textField(holder, "datasource", form === "classic" ? "uid" : "name") !== uid) return;
  if (form === "classic" || asObject(reference) !== undefined) setOwn(holder, "datasource", cloneJson(reference));
  else delete holder["datasource"];
}
