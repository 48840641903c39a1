import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type JsonPath, sameJson } from "../../../json/edit.ts";
import { asObject } from "../../../json/read.ts";
import { scalarText } from "./yaml-scalar.ts";
import { keyText, yamlValues } from "./yaml-values.ts";

/**
 * The text with the value at a place changed. Nodes that stay the same keep their comments and their style. Where only
 * single values changed, all else stays byte for byte; else the document is written again, its neighbours are not.
 */
export function editYaml(
  text: string,
  document: Document,
  { path, value }: { readonly path: JsonPath; readonly value: unknown },
): string {
  const old = path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown>)[step],
    yamlValues(document),
  );
  const edit: Edit = { document, scalars: [], structural: false };
  const start = stepTo(document, path);
  const changed = change(edit, start, old, value);
  if (changed !== start) {
    edit.structural = true;
    if (path.length === 0) document.contents = changed as typeof document.contents;
    else document.setIn(path, changed);
  }
  if (!edit.structural) return splice(text, edit.scalars);
  const [from, , to] = document.range!;
  const bare = text.slice(from, to);
  const written = document.toString({ lineWidth: 0, ...styleOf(bare) });
  const opening = /^(?:---[^\n]*\n)?/.exec(bare)![0];
  return text.slice(0, from) + (written.startsWith("---") || opening === "" ? "" : opening) + written + text.slice(to);
}

interface Edit {
  readonly document: Document;
  readonly scalars: { readonly node: Parameters<typeof scalarText>[1]["node"]; readonly value: unknown }[];
  structural: boolean;
}

function stepTo(document: Document, path: JsonPath): Node | null {
  return (path.length === 0 ? document.contents : document.getIn(path, true)) as Node | null;
}

/** Changes a node in place where it can, and returns the node that has the new value. */
function change(edit: Edit, node: Node | null, old: unknown, value: unknown): Node | null {
  if (sameJson(old, value)) return node;
  const anchored = node !== null && "anchor" in node && node.anchor !== undefined;
  if (isMap(node) && !anchored && asObject(old) && asObject(value)) {
    changeMap(edit, node, asObject(old)!, asObject(value)!);
    return node;
  }
  if (isSeq(node) && !anchored && Array.isArray(old) && Array.isArray(value)) {
    changeList(edit, node, old, value);
    return node;
  }
  if (isScalar(node) && !anchored && (typeof value !== "object" || value === null)) {
    edit.scalars.push({ node, value });
    node.value = value;
    if (typeof value !== "string") delete node.source;
    return node;
  }
  edit.structural = true;
  const made = edit.document.createNode(value) as Node;
  if (isCollection(node) && isCollection(made) && !isAlias(node) && node.flow === true) made.flow = true;
  return made;
}

function changeMap(edit: Edit, node: YAMLMap, old: Readonly<Record<string, unknown>>, value: typeof old): void {
  const pairs = new Map(node.items.map((pair) => [keyText(pair.key as Node), pair as Pair]));
  for (const name of Object.keys(old)) {
    if (Object.hasOwn(value, name) || !pairs.has(name)) continue;
    node.items = node.items.filter((pair) => keyText(pair.key as Node) !== name);
    edit.structural = true;
  }
  for (const [name, inner] of Object.entries(value)) {
    const pair = pairs.get(name);
    if (pair !== undefined && Object.hasOwn(old, name)) {
      const next = change(edit, (pair.value ?? null) as Node | null, old[name], inner);
      if (next !== pair.value) pair.value = next;
    } else if (!Object.hasOwn(old, name) || !sameJson(old[name], inner)) {
      node.items.push(edit.document.createPair(name, inner));
      edit.structural = true;
    }
  }
}

/** Items that are the same at the beginning and at the end keep their nodes, so that an insertion moves no comment. */
function changeList(edit: Edit, node: YAMLSeq, old: readonly unknown[], value: readonly unknown[]): void {
  const most = Math.min(old.length, value.length);
  let head = 0;
  while (head < most && sameJson(old[head], value[head])) head++;
  let tail = 0;
  while (tail < most - head && sameJson(old.at(-1 - tail), value.at(-1 - tail))) tail++;
  const [from, until] = [old.length - tail, value.length - tail];
  const kept = Math.min(from, until) - head;
  for (let index = head; index < head + kept; index++)
    node.items[index] = change(edit, node.items[index] as Node | null, old[index], value[index]);
  if (from === until) return;
  edit.structural = true;
  const added = value.slice(head + kept, until).map((item) => edit.document.createNode(item));
  node.items.splice(head + kept, from - head - kept, ...added);
}

function splice(text: string, scalars: Edit["scalars"]): string {
  let result = text;
  for (const { node, value } of scalars.toSorted((one, other) => other.node.range![0] - one.node.range![0])) {
    const [from, to] = node.range!;
    const written = scalarText(value, { node, text, from, to });
    // An empty value has no text of its own: `key:`.
    const space = from === to && /\S/.test(text[from - 1] ?? "") ? " " : "";
    result = result.slice(0, from) + space + written + result.slice(to);
  }
  return result;
}

/** Indentation and the place of lists, as the document has them. */
function styleOf(text: string): { indent: number; indentSeq: boolean } {
  const indent = /^[^\s#-][^\n]*:[^\n\S]*\n(?:\s*#[^\n]*\n)*( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const list = /^( *)(?:- )?[^\s#-][^\n]*:[^\n\S]*\n( *)- /m.exec(text);
  return { indent, indentSeq: list === null || list[2]!.length > list[1]!.length };
}
