/**
 * Safe reads from untrusted JSON: own properties only, and undefined for values of another type.
 */

/** A JSON object, not an array and not null. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `value` if it is an object. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** `value` if it is an array, else an empty one. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The own property at `path`. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    const object = asObject(found);
    if (object === undefined || !Object.hasOwn(object, name)) return undefined;
    found = object[name];
  }
  return found;
}

/** {@link field}, if it is a string. */
export function textField(value: unknown, ...path: readonly string[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** {@link field}, if it is a finite number. */
export function numberField(value: unknown, ...path: readonly string[]): number | undefined {
  const found = field(value, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

/** The strings of an array; other elements are left out. */
export function textList(value: unknown): string[] {
  return asArray(value).filter((item) => typeof item === "string");
}
