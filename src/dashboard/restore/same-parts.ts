import { sameJson } from "../../json/edit.ts";
import { asObject, textField } from "../../json/read.ts";

/** Options of {@link sameParts}. */
export interface PartsContext {
  /** Of the preview's data source. A reference to it stands for any. */
  readonly uid: string;
  /** The property that both stand under, if any. */
  readonly property?: string | undefined;
}

/**
 * Whether two parts of a dashboard mean the same: equal JSON, but for references to a data source, which Grafana writes
 * as a name, or as an object with or without the type, and fills in where there is none.
 */
export function sameParts(now: unknown, other: unknown, { uid, property }: PartsContext): boolean {
  if (Array.isArray(now) && Array.isArray(other))
    return now.length === other.length && now.every((item, place) => sameParts(item, other[place], { uid }));
  if (property === "datasource") {
    const reference = referenceOf(now);
    if (reference !== undefined && (reference === uid || reference === referenceOf(other))) return true;
  }
  const [left, right] = [asObject(now), asObject(other)];
  if (left === undefined || right === undefined) return sameJson(now, other);
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) => Object.hasOwn(right, name) && sameParts(left[name], right[name], { uid, property: name }),
  );
}

function referenceOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : textField(value, "uid");
}
