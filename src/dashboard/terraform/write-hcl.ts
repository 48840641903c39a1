import type { SyntaxNode } from "@lezer/common";
import type { JsonPath } from "../../json/edit.ts";
import { dashboardAttributes, jsonEncoded } from "./hcl-document.ts";
import { innermost } from "./parse-hcl.ts";
import { patchHcl } from "./patch-hcl.ts";
import { indentAt, quoted } from "./print-hcl.ts";

/**
 * The text of a file with another value for one attribute, in the form that it has: in quotes, as a heredoc, or inside
 * `jsonencode`, where only what differs is written anew. All else stays as it is.
 *
 * @param value - a template, as `hclDocument` gives it, or the value itself where that is in `jsonencode`.
 * @throws {RangeError} if there is no such attribute, or it cannot hold this value.
 */
export function writeHcl(text: string, path: JsonPath, value: unknown, file: string): string {
  const key = JSON.stringify(path.map(String));
  const found = dashboardAttributes(text, file).find((one) => JSON.stringify(one.path) === key);
  if (found === undefined) throw new RangeError(`${file}: there is no ${path.join(".")} in it`);
  const argument = jsonEncoded(found.expression, text);
  if (argument !== undefined) return patchHcl(text, argument, value);
  if (typeof value !== "string") throw new RangeError(`${file}: ${path.join(".")} holds text`);
  const { from, to } = found.expression;
  return text.slice(0, from) + expressionOf(innermost(found.expression), value, text) + text.slice(to);
}

function expressionOf(node: SyntaxNode, value: string, text: string): string {
  if (node.name !== "HeredocTemplate") return quoted(value);
  const old = text.slice(node.from, node.to);
  const lines = value.replace(/\n$/, "").split("\n");
  const mark = /^<<-?\s*(\w[\w-]*)/.exec(old)![1]!;
  if (lines.some((line) => line.trim() === mark)) return quoted(value);
  const [first = "", ...rest] = old.split("\n");
  const last = rest.at(-1) ?? mark;
  const ending = first.endsWith("\r") ? "\r\n" : "\n";
  const indent = old.startsWith("<<-") ? commonIndent(rest.slice(0, -1), indentAt(text, node.from)) : "";
  const body = value === "" ? [] : lines.map((line) => (line === "" ? line : indent + line));
  return [first.replace(/\r$/, ""), ...body, last].join(ending);
}

function commonIndent(lines: readonly string[], fallback: string): string {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)![0]);
  return indents.length === 0
    ? `${fallback}  `
    : indents.reduce((one, other) => (other.length < one.length ? other : one));
}
