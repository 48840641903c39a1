import { scanText, type TextRegion } from "../grammar/scan.ts";

/** One place in a query where Grafana puts the value of a variable. Offsets as usual: `to` is exclusive. */
export interface VariableUse {
  readonly name: string;
  /** `regex` in `${x:regex}`. */
  readonly format?: string;
  /** `y` in `${x.y}`. */
  readonly field?: string;
  readonly from: number;
  readonly to: number;
  /** Where it stands. */
  readonly place: TextRegion["kind"];
}

/** As Grafana finds them: `$x`, `[[x]]`, `[[x:csv]]`, `${x}`, `${x.field}`, `${x:format}`. */
const pattern = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/** The use as a key: uses of one variable in one format have the same text. */
export function useKey({ name, field, format }: Pick<VariableUse, "name" | "field" | "format">): string {
  return `${name}${field === undefined ? "" : `.${field}`}${format === undefined ? "" : `:${format}`}`;
}

/** Every use of a Grafana variable in a query, in the order of the text; built-in ones (`$__interval`) too. */
export function findVariables(query: string): VariableUse[] {
  if (!query.includes("$") && !query.includes("[[")) return [];
  const regions = scanText(query);
  const uses: VariableUse[] = [];
  let region = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(query); match !== null; match = pattern.exec(query)) {
    const from = match.index;
    while (regions[region]!.to <= from) region++;
    const name = match[1] ?? match[2] ?? match[4]!;
    const format = match[3] ?? match[6];
    const field = match[5];
    const span = { from, to: from + match[0].length, place: regions[region]!.kind };
    if (format === undefined && field === undefined) uses.push({ name, ...span });
    else uses.push({ name, ...(format === undefined ? {} : { format }), ...(field === undefined ? {} : { field }), ...span });
  }
  return uses;
}
