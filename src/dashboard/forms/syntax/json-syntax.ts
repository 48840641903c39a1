import { findJsonRange } from "../../../json/find-range.ts";
import { parseJson } from "../../../json/parse.ts";
import type { Syntax } from "../form.ts";
import { indentOf, stringifyLike } from "./indentation.ts";

/** JSON: one document. What is replaced takes the file's indentation. */
export const jsonSyntax: Syntax = {
  name: "json",
  reads(file, text) {
    if (/\.json$/i.test(file)) return true;
    if (!/^\ufeff?\s*[[{]/.test(text)) return false;
    return !/\.ya?ml$/i.test(file) || isJson(text);
  },
  parse: (text, file) => [parseJson(text, file)],
  write(text, { path }, value) {
    if (path.length === 0) return stringifyLike(value, text);
    const range = findJsonRange(text, path);
    if (range === undefined) throw new RangeError("writing JSON: the place is not in the text");
    const indent = indentOf(text);
    const before = text.slice(text.lastIndexOf("\n", range.from - 1) + 1, range.from);
    const margin = /^[ \t]*/.exec(before)![0];
    const lines = JSON.stringify(value, undefined, indent).split("\n");
    const written = lines.map((line, index) => (index === 0 ? line : margin + line));
    return text.slice(0, range.from) + written.join(text.includes("\r\n") ? "\r\n" : "\n") + text.slice(range.to);
  },
  render: (value) => `${JSON.stringify(value, undefined, 2)}\n`,
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}
