import { asObject, type JsonObject, textField } from "../../../json/read.ts";

/** Whether a document is a resource of a kind and one of some API groups. */
export function isResource(
  document: JsonObject,
  { kind, groups }: { readonly kind: string; readonly groups: readonly string[] },
): boolean {
  if (textField(document, "kind") !== kind) return false;
  const api = textField(document, "apiVersion") ?? "";
  return groups.includes(api.includes("/") ? api.split("/")[0]! : "");
}

/** `metadata.name`; undefined if it has none. */
export function nameOf(document: JsonObject): string | undefined {
  const name = textField(document, "metadata", "name") ?? textField(document, "metadata", "generateName");
  return name === undefined || name.trim() === "" ? undefined : name;
}

/** A resource as messages name it: `GrafanaDashboard "cpu"`. */
export function describeResource(document: JsonObject): string {
  const name = nameOf(document);
  return `${textField(document, "kind") ?? "resource"}${name === undefined ? "" : ` ${JSON.stringify(name)}`}`;
}

/** The entries of a map of texts; other values are left out. */
export function textEntries(value: unknown): [string, string][] {
  return Object.entries(asObject(value) ?? {}).flatMap(([key, text]) =>
    typeof text === "string" ? [[key, text] as [string, string]] : [],
  );
}
