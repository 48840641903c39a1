import { setOwn } from "../../json/edit.ts";
import { asArray, asObject, type JsonObject } from "../../json/read.ts";

/** Deeper settings do not exist; what is nested deeper is taken as it is. */
const maxDepth = 20;

/** `written` with what it lacks taken from `defaults`; lists are not joined. */
export function withDefaults(written: JsonObject, defaults: JsonObject, depth = 0): JsonObject {
  const merged = { ...defaults };
  for (const [name, value] of Object.entries(written)) {
    if (value === undefined) continue;
    const [inner, base] = [asObject(value), Object.hasOwn(defaults, name) ? asObject(defaults[name]) : undefined];
    const both = inner !== undefined && base !== undefined && depth < maxDepth;
    setOwn(merged, name, both ? withDefaults(inner, base, depth + 1) : value);
  }
  return merged;
}

/** An object without the properties that are `undefined` or `null`. */
export function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null));
}

/** An object without some of its properties. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** The objects of a list; other elements are left out. */
export function objectsIn(list: unknown): JsonObject[] {
  return asArray(list).filter((one): one is JsonObject => asObject(one) !== undefined);
}
