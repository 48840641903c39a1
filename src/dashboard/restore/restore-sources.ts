import type { MutableObject } from "../../json/edit.ts";
import { asObject, numberField, textField } from "../../json/read.ts";
import type { RestoreRecord } from "../rewrite/rewrite-options.ts";
import { parts } from "../view/parts.ts";
import { replaceReference, type SourceSlot } from "../view/source-slot.ts";

/** From this version on Grafana writes references as objects, and no longer migrates names. */
const objectReferences = 36;

/** A reference by name, of an old dashboard that Grafana has migrated meanwhile, as its present schema has it. */
export function modernReference(before: unknown, model: MutableObject, restore: RestoreRecord): unknown {
  const migrated =
    restore.kind === "classic" && schemaVersion(model) >= objectReferences && schemaVersion(restore) < objectReferences;
  return migrated && typeof before === "string" ? { type: "prometheus", uid: before } : before;
}

/**
 * A reference that still names the preview's data source was added in Grafana, by hand or by its migrations: it gets
 * the reference of its panel, else the one that the source used first.
 */
export function sweepSources(model: MutableObject, restore: RestoreRecord): void {
  const { kind, dataSourceUid } = restore;
  const first = restore.record.changes.find(
    ({ path, before }) => path.at(-1) === "datasource" && before !== undefined && before !== null,
  );
  const usual = modernReference(first?.before ?? null, model, restore);
  const sweep = (slot: SourceSlot, fallback: unknown) => replaceReference(slot, dataSourceUid, fallback);
  const { panels, variables, annotations } = parts({ model, kind });
  for (const { source, node, targets } of panels) {
    if (source !== undefined) sweep(source, usual);
    const own = source === undefined ? usual : node["datasource"];
    const isMixed = textField(own, "uid") === "-- Mixed --";
    for (const target of targets) sweep(target.source, own === undefined || isMixed ? usual : own);
  }
  for (const { source } of variables) if (source !== undefined) sweep(source, usual);
  for (const { source } of annotations) sweep(source, usual);
}

/** The version of a classic dashboard's schema; 0 where there is none. */
function schemaVersion(value: unknown): number {
  const text = asObject(value)?.["schemaVersion"];
  return numberField(value, "schemaVersion") ?? (typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : 0);
}
