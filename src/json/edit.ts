import { asObject } from "./read.ts";

/** A JSON object in a private copy, which may be changed. */
export type MutableObject = { [name: string]: unknown };

/** A step from a JSON value to one inside it: a property's name or an index. */
export type JsonPath = readonly (string | number)[];

/**
 * A deep copy of JSON, several times faster than `structuredClone`. It recurses, so the nesting must be limited.
 */
export function cloneJson<T>(value: T): T {
  return copyOf(value) as T;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: MutableObject = {};
  for (const name of Object.keys(value)) {
    const inner = copyOf((value as MutableObject)[name]);
    // Assigning to `__proto__` would not create a property.
    if (name === "__proto__") setOwn(copy, name, inner);
    else copy[name] = inner;
  }
  return copy;
}

/**
 * Whether objects and arrays are nested deeper than `limit`. Works without recursion, so it is safe for unchecked JSON.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit + 1) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** `value` as a mutable object. Only for values from {@link cloneJson}. */
export function mutableObject(value: unknown): MutableObject | undefined {
  return asObject(value) as MutableObject | undefined;
}

/** Sets an own property, `__proto__` included, which an assignment would not. */
export function setOwn(holder: MutableObject | unknown[], name: string | number, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

/** The own property at `path`; undefined if it does not exist. */
export function valueAt(root: unknown, path: JsonPath): unknown {
  let found = root;
  for (const step of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as MutableObject)[step];
  }
  return found;
}

/** Whether two JSON values are equal; the order of properties does not matter. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || one === other) return true;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameJson(item, other[index]));
  }
  const [left, right] = [asObject(one), asObject(other)];
  if (left === undefined || right === undefined) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]));
}

/** Calls `visit` for every string inside a JSON value, with its path. Skips values that `enter` rejects. */
export function walkTexts(
  root: unknown,
  visit: (text: string, path: JsonPath) => void,
  enter: (name: string | number, path: JsonPath) => boolean = () => true,
): void {
  const walk = (value: unknown, path: (string | number)[]) => {
    if (typeof value === "string") visit(value, [...path]);
    else if (typeof value === "object" && value !== null) {
      const names = Array.isArray(value) ? value.keys() : Object.keys(value);
      for (const name of names) {
        if (!enter(name, path)) continue;
        path.push(name);
        walk((value as MutableObject)[name], path);
        path.pop();
      }
    }
  };
  walk(root, []);
}
