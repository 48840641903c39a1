import { cloneJson, type MutableObject, setOwn } from "../../json/edit.ts";
import { asObject, numberField, textField } from "../../json/read.ts";
import type { RestoreRecord } from "../rewrite/rewrite-options.ts";
import { annotationsOf } from "../view/annotations.ts";
import { noNames } from "../view/data-source.ts";
import { panelsOf, type SourceSlot, targetsOf } from "../view/panels.ts";
import { variablesOf } from "../view/variable-slots.ts";

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
  const sweep = ({ form, holder }: SourceSlot, fallback: unknown) => {
    if (form === "v2") {
      if (textField(holder, "datasource", "name") !== dataSourceUid) return;
      if (asObject(fallback) === undefined) delete holder["datasource"];
      else setOwn(holder, "datasource", cloneJson(fallback));
    } else if (textField(holder, "datasource", "uid") === dataSourceUid)
      setOwn(holder, "datasource", cloneJson(fallback));
  };
  for (const panel of panelsOf(model, kind)) {
    if (kind === "classic") sweep({ form: "classic", path: [], holder: panel.node }, usual);
    const own = kind === "classic" ? panel.node["datasource"] : usual;
    const isMixed = textField(own, "uid") === "-- Mixed --";
    for (const { source } of targetsOf(panel)) sweep(source, own === undefined || isMixed ? usual : own);
  }
  for (const { source } of variablesOf(model, kind, noNames)) if (source !== undefined) sweep(source, usual);
  for (const { source } of annotationsOf(model, kind, noNames)) sweep(source, usual);
}

/** The version of a classic dashboard's schema; 0 where there is none. */
function schemaVersion(value: unknown): number {
  const text = asObject(value)?.["schemaVersion"];
  return numberField(value, "schemaVersion") ?? (typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : 0);
}
