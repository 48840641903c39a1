import type { JsonPath } from "./edit.ts";

/** A part of a text: from the first character to behind the last. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the value at `path` stands in valid JSON; undefined if there is none. Of names that are there twice, the last
 * counts, as for `JSON.parse`. Reads the text once for each step.
 */
export function findJsonRange(json: string, path: JsonPath): TextRange | undefined {
  let from = skipSpace(json, json.startsWith("\ufeff") ? 1 : 0);
  for (const step of path) {
    const found = json[from] === "{" ? property(json, from, String(step)) : item(json, from, Number(step));
    if (found === undefined) return undefined;
    from = found;
  }
  return { from, to: endOfValue(json, from) };
}

function property(json: string, open: number, name: string): number | undefined {
  let found: number | undefined;
  for (let at = skipSpace(json, open + 1); json[at] === '"'; ) {
    const end = endOfString(json, at);
    const value = skipSpace(json, skipSpace(json, end) + 1);
    if (JSON.parse(json.slice(at, end)) === name) found = value;
    at = skipSpace(json, endOfValue(json, value));
    if (json[at] === ",") at = skipSpace(json, at + 1);
  }
  return found;
}

function item(json: string, open: number, index: number): number | undefined {
  if (json[open] !== "[") return undefined;
  let at = skipSpace(json, open + 1);
  for (let nth = 0; json[at] !== "]" && at < json.length; nth++) {
    if (nth === index) return at;
    at = skipSpace(json, endOfValue(json, at));
    if (json[at] === ",") at = skipSpace(json, at + 1);
  }
  return undefined;
}

function endOfValue(json: string, from: number): number {
  let depth = 0;
  for (let at = from; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at) - 1;
    else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    else if (depth === 0) {
      // A number, true, false or null.
      while (at < json.length && /[^\s,\]}]/.test(json[at]!)) at++;
      return at;
    }
    if (depth === 0) return at + 1;
  }
  return json.length;
}

function endOfString(json: string, from: number): number {
  for (let at = from + 1; at < json.length; at++) {
    if (json[at] === "\\") at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

function skipSpace(json: string, from: number): number {
  let at = from;
  while (json[at] === " " || json[at] === "\n" || json[at] === "\r" || json[at] === "\t") at++;
  return at;
}
