import { DashboardError } from "../../../errors.ts";
import { maxDashboardBytes, parseJson } from "../../../json/parse.ts";
import type { Syntax } from "../form.ts";
import { jsonSyntax } from "./json-syntax.ts";

const maxValues = 10_000;

/** JSON values after each other, on lines of their own or not, as `jq` and many tools print several of them. */
export const jsonStreamSyntax: Syntax = {
  name: "json-stream",
  reads: (file, text) => !/\.(?:json|ya?ml)$/i.test(file) && splitValues(text, 2).length > 1,
  parse(text, file) {
    if (text.length > maxDashboardBytes * 4)
      throw new DashboardError(`${file}: larger than 64 MiB, the limit for a stream of dashboards; split it`);
    const values = splitValues(text, maxValues);
    if (values.length === maxValues) throw new DashboardError(`${file}: more than ${maxValues} JSON values; split it`);
    return values.map(({ from, to }, index) => parseJson(text.slice(from, to), `${file}#${index + 1}`));
  },
  write(text, { document, path }, value) {
    const part = splitValues(text, maxValues)[document];
    if (part === undefined) throw new RangeError("writing JSON: the value is not in the text");
    const { from, to } = part;
    const written = jsonSyntax.write(text.slice(from, to), { document: 0, path }, value);
    return text.slice(0, from) + written + text.slice(to);
  },
  render: jsonSyntax.render,
};

/** Where the values stand, at most so many. Counts brackets outside of strings; what is left is the last one. */
function splitValues(text: string, most: number): { readonly from: number; readonly to: number }[] {
  const values: { from: number; to: number }[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (values.length < most) {
    while (/\s/.test(text[at] ?? "")) at++;
    if (at >= text.length) break;
    const from = at;
    at = /[[{]/.test(text[at]!) ? endOfBrackets(text, at) : text.length;
    values.push({ from, to: at });
  }
  return values;
}

function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
    } else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1;
  }
  return text.length;
}
