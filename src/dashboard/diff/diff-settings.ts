import { asObject } from "../../json/read.ts";

/** Settings beyond this number are not listed. */
const maxSettings = 8;
const maxDepth = 30;

/** Values that mean the same as no value at all. */
function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  const object = asObject(value);
  return object !== undefined && Object.values(object).every(isDefault);
}

/**
 * The ways to what differs between two JSON values, as text: `options.legend.showLegend`. The order of properties and
 * values that mean nothing (null, empty, false where there was none) do not count.
 *
 * @param ignore - names of properties at the top that are not looked at.
 */
export function changedSettings(base: unknown, head: unknown, ignore: ReadonlySet<string> = new Set()): string[] {
  const found: string[] = [];
  const compare = (one: unknown, other: unknown, path: string, depth: number) => {
    if (found.length >= maxSettings || Object.is(one, other) || (isDefault(one) && isDefault(other))) return;
    const [left, right] = [asEntries(one), asEntries(other)];
    if (left === undefined || right === undefined || Array.isArray(one) !== Array.isArray(other) || depth > maxDepth) {
      found.push(path);
      return;
    }
    for (const name of new Set([...left.keys(), ...right.keys()])) {
      if (depth === 0 && ignore.has(name)) continue;
      compare(left.get(name), right.get(name), path === "" ? name : `${path}.${name}`, depth + 1);
    }
  };
  compare(base, head, "", 0);
  return found;
}

function asEntries(value: unknown): Map<string, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [String(index), item as unknown]));
  const object = asObject(value);
  if (object !== undefined) return new Map(Object.entries(object));
  return value === undefined || value === null ? new Map() : undefined;
}
