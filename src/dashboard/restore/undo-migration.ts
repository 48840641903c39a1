import { cloneJson, type MutableObject, setOwn } from "../../json/edit.ts";
import { asObject, type JsonObject } from "../../json/read.ts";
import { sameParts } from "./same-parts.ts";

/** Three states of one dashboard. */
export interface MigratedDashboard {
  /** As it is in its file. */
  readonly source: JsonObject;
  /** The form in which Grafana saves the source. */
  readonly migrated: JsonObject;
  /** As it is now: migrated, and perhaps edited. */
  readonly current: JsonObject;
  /** Of the preview. Migration writes it, in place of the source's, where a query named none. */
  readonly dataSourceUid: string;
}

/** The state of a part that is not there. */
const absent = Symbol("absent");

/**
 * Takes back Grafana's migration wherever nobody has edited since: a part that is as migration left it gets the form
 * that it has in the source. An edited part stays as it is, and so does a whole panel whose type was migrated, for its
 * settings mean nothing to the old type.
 *
 * @returns the source itself if nothing was edited.
 */
export function undoMigration({ source, migrated, current, dataSourceUid }: MigratedDashboard): JsonObject {
  const merged = mergeObject(current, migrated, source, dataSourceUid) as MutableObject;
  // What was edited stands in its new form where the old one is gone: then it is a dashboard of the new schema.
  const isWhole = Object.keys(source).every((name) => Object.hasOwn(merged, name));
  if (!isWhole && Object.hasOwn(current, "schemaVersion")) setOwn(merged, "schemaVersion", current["schemaVersion"]);
  return merged;
}

/** @param uid - of the preview's data source. @param property - that the part stands under. */
function merge(now: unknown, then: unknown, before: unknown, uid: string, property?: string): unknown {
  if (same(now, then, uid, property)) return before === absent ? absent : cloneJson(before);
  if (same(now, before, uid, property)) return now;
  if (Array.isArray(now) && Array.isArray(then) && Array.isArray(before)) return mergeLists(now, then, before, uid);
  const objects = [now, then, before].map((one) => (one === absent ? undefined : asObject(one)));
  if (objects.some((one) => one === undefined || Array.isArray(one))) return now;
  const [nowObject, thenObject, beforeObject] = objects as [JsonObject, JsonObject, JsonObject];
  return thenObject["type"] === beforeObject["type"] ? mergeObject(nowObject, thenObject, beforeObject, uid) : now;
}

function mergeObject(now: JsonObject, then: JsonObject, before: JsonObject, uid: string): JsonObject {
  const at = (object: JsonObject, name: string) => (Object.hasOwn(object, name) ? object[name] : absent);
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const isNewForm = (name: string) => Object.hasOwn(then, name) && !Object.hasOwn(before, name);
  const newFormEdited = [...names].some((name) => isNewForm(name) && !same(at(now, name), at(then, name), uid, name));
  const merged: MutableObject = {};
  for (const name of names) {
    const isOldForm = !Object.hasOwn(then, name) && !Object.hasOwn(now, name);
    const value =
      isOldForm && newFormEdited ? absent : merge(at(now, name), at(then, name), at(before, name), uid, name);
    if (value !== absent) setOwn(merged, name, value);
  }
  return merged;
}

/** Entries with a name of their own are found by it; others by their place, if none was added or removed. */
function mergeLists(
  now: readonly unknown[],
  then: readonly unknown[],
  before: readonly unknown[],
  uid: string,
): unknown[] {
  const aligned = now.length === then.length && then.length === before.length;
  const [thenByName, beforeByName] = [byName(then), byName(before)];
  return now.map((item, place) => {
    const name = nameOf(item);
    if (name === undefined) return aligned ? merge(item, then[place], before[place], uid) : item;
    return thenByName.has(name) && beforeByName.has(name)
      ? merge(item, thenByName.get(name), beforeByName.get(name), uid)
      : item;
  });
}

function byName(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  const twice = new Set<string>();
  for (const item of list) {
    const name = nameOf(item);
    if (name === undefined) continue;
    if (named.has(name)) twice.add(name);
    named.set(name, item);
  }
  for (const name of twice) named.delete(name);
  return named;
}

function nameOf(item: unknown): string | undefined {
  const object = asObject(item);
  for (const key of ["id", "refId", "name", "uid"]) {
    const value = object?.[key];
    if (typeof value === "string" || typeof value === "number") return `${key} ${value}`;
  }
  return undefined;
}

function same(now: unknown, other: unknown, uid: string, property?: string): boolean {
  return now === absent || other === absent ? now === other : sameParts(now, other, { uid, property });
}
