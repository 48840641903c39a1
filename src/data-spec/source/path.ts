/** A place in a spec: keys and list indexes from the top. */
export type SpecPath = readonly (string | number)[];

/** The last key of a path in backticks, with the index of a list entry: `` `values`[2] ``. The top is `the spec`. */
export function nameOf(path: SpecPath): string {
  const last = path.findLastIndex((part) => typeof part === "string");
  if (last === -1) return "the spec";
  const indexes = path.slice(last + 1).map((part) => `[${part}]`);
  return `\`${path[last]}\`${indexes.join("")}`;
}
