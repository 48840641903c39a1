import { isDeepStrictEqual } from "node:util";
import type { SyntaxNode } from "@lezer/common";
import { asObject, type JsonObject } from "../../json/read.ts";
import { evaluateHcl } from "./evaluate-hcl.ts";
import { childrenOf, innermost } from "./parse-hcl.ts";
import { indentAt, printEntry, printHcl } from "./print-hcl.ts";

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with another value for an expression that is written out: only what differs is replaced. */
export function patchHcl(text: string, expression: SyntaxNode, value: unknown): string {
  let patched = text;
  // From the end to the beginning: offsets before an edit stay true.
  for (const edit of edits(text, expression, value).sort((one, other) => other.from - one.from || other.to - one.to))
    patched = patched.slice(0, edit.from) + edit.text + patched.slice(edit.to);
  return patched;
}

function edits(text: string, expression: SyntaxNode, value: unknown): Edit[] {
  const node = innermost(expression);
  const old = evaluateHcl(node, text);
  if (old.open === undefined && isDeepStrictEqual(old.value, value)) return [];
  if (node.name === "Object" && asObject(value) !== undefined) return objectEdits(text, node, asObject(value)!);
  if (node.name === "Tuple" && Array.isArray(value)) {
    const items = childrenOf(node).filter(({ name }) => name === "Expression");
    if (items.length > 0 && value.length >= items.length) return tupleEdits(text, items, value);
  }
  return [{ from: node.from, to: node.to, text: printHcl(value, indentAt(text, node.from)) }];
}

function tupleEdits(text: string, items: readonly SyntaxNode[], value: readonly unknown[]): Edit[] {
  const last = items.at(-1)!;
  const indent = indentAt(text, last.from);
  const more = value.slice(items.length).map((item) => `,\n${indent}${printHcl(item, indent)}`);
  return [
    ...items.flatMap((item, index) => edits(text, item, value[index])),
    ...(more.length === 0 ? [] : [{ from: last.to, to: last.to, text: more.join("") }]),
  ];
}

function objectEdits(text: string, node: SyntaxNode, value: JsonObject): Edit[] {
  const elements = childrenOf(node).filter(({ name }) => name === "ObjectElem");
  const known = new Set<string>();
  const changed = elements.flatMap((element) => {
    const [key, , expression] = childrenOf(element);
    const name = nameOf(key!, text);
    known.add(name);
    return Object.hasOwn(value, name) ? edits(text, expression!, value[name]) : [removed(text, element)];
  });
  const added = Object.entries(value).filter(([name]) => !known.has(name));
  if (added.length === 0) return changed;
  const close = node.to - 1;
  const last = elements.at(-1);
  const outer = indentAt(text, close);
  const indent = last === undefined ? `${outer}  ` : indentAt(text, last.from);
  const lines = added.map(([name, item]) => `${indent}${printEntry(name, item, indent)}\n`).join("");
  const start = text.lastIndexOf("\n", close) + 1;
  const ownLine = text.slice(start, close).trim() === "";
  return [
    ...changed,
    ownLine ? { from: start, to: start, text: lines } : { from: close, to: close, text: `\n${lines}${outer}` },
  ];
}

/** The name that a key stands for. */
function nameOf(key: SyntaxNode, text: string): string {
  const node = innermost(childrenOf(key)[0] ?? key);
  const made = evaluateHcl(node, text);
  return made.open === undefined ? String(made.value) : text.slice(node.from, node.to);
}

/** With its comma and, if nothing else is there, its line. */
function removed(text: string, { from, to }: SyntaxNode): Edit {
  const comma = /^[ \t]*,?/.exec(text.slice(to))![0].length;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(to + comma));
  const alone = text.slice(start, from).trim() === "" && rest !== null;
  return alone ? { from: start, to: to + comma + rest[0].length, text: "" } : { from, to: to + comma, text: "" };
}
