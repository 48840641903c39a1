import { scanText, type TextRegion } from "../grammar/scan.ts";
import { findReferences, type VariableReference } from "./variable-reference.ts";

/** One use of a Grafana variable in a query. `to` is exclusive. */
export interface VariableUse extends Omit<VariableReference, "text"> {
  readonly to: number;
  /** The kind of text around it. */
  readonly place: TextRegion["kind"];
}

/** A key for the use: uses of the same variable in the same format have the same text. */
export function useKey({ name, field, format }: Pick<VariableUse, "name" | "field" | "format">): string {
  return `${name}${field === undefined ? "" : `.${field}`}${format === undefined ? "" : `:${format}`}`;
}

/** Every use of a Grafana variable in a query, in the order of the text, including built-in ones (`$__interval`). */
export function findVariables(query: string): VariableUse[] {
  const references = findReferences(query);
  if (references.length === 0) return [];
  const regions = scanText(query);
  let region = 0;
  return references.map(({ text, from, ...named }) => {
    while (regions[region]!.to <= from) region++;
    return { ...named, from, to: from + text.length, place: regions[region]!.kind };
  });
}
