import type { Labels } from "./series.ts";

/**
 * A label set from an object: sorted by name (by UTF-8 bytes), without labels whose value is empty.
 *
 * @throws {RangeError} for a value that is not text, and for the name `__name__`, which is the series' own `name`.
 */
export function labels(values: Readonly<Record<string, string>>): Labels {
  for (const [name, value] of Object.entries(values)) {
    if (name === "" || name === "__name__")
      throw new RangeError(`labels: ${JSON.stringify(name)} cannot be the name of a label`);
    if (typeof value !== "string") throw new RangeError(`labels: ${name} must be text, got ${String(value)}`);
  }
  return Object.entries(values)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
