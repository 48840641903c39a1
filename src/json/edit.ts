import { asObject } from "./read.ts";

/** A JSON object of a private copy, which may be changed. */
export type MutableObject = { [name: string]: unknown };

/** A step from a JSON value to one inside it: a property's name or an index. */
export type JsonPath = readonly (string | number)[];

/**
 * A copy that shares nothing with `value`, which must be JSON and not deeper than the stack: several times faster than
 * `structuredClone`.
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
    // An assignment to `__proto__` would not make a property.
    if (name === "__proto__") setOwn(copy, name, inner);
    else copy[name] = inner;
  }
  return copy;
}

/**
 * Whether objects and arrays lie deeper in one another than `limit`. Without recursion: for JSON that nobody has looked
 * at yet.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit + 1) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** `value` as an object that may be changed; only for what was made by {@link cloneJson}. */
export function mutableObject(value: unknown): MutableObject | undefined {
  return asObject(value) as MutableObject | undefined;
}

/** Sets an own property, `__proto__` included, which an assignment would not. */
export function setOwn(holder: MutableObject | unknown[], name: string | number, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

/** The own value at the end of `path`; undefined if there is none. */
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

/** Calls `visit` for every text inside a JSON value, with the way to it. What `enter` refuses is passed over. */
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
