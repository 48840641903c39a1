import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { readSource } from "../../data-spec/source/source.ts";
import type { LoadedSpec } from "./load-spec.ts";

/** A spec as plain data: maps are objects without a prototype. */
export type SpecData = Readonly<Record<string, unknown>>;

/** The data of a spec that was read before. */
export function dataOf({ text, document }: LoadedSpec): SpecData {
  return readSource(text, document.file).data as SpecData;
}

/** JSON of a spec or a part of it. */
export function jsonOf(data: unknown): string {
  return JSON.stringify(data, undefined, 2);
}

/** The spec in YAML: as it was written if that was YAML, with all comments. */
export function yamlOf({ text }: LoadedSpec, data: SpecData): string {
  return isJson(text) ? stringify(data, { lineWidth: 120 }) : text;
}

/** A strong entity tag: the same for the same content only. */
export function etagOf(data: unknown): string {
  return `"${createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 20)}"`;
}

function isJson(text: string): boolean {
  return text.trimStart().startsWith("{");
}
