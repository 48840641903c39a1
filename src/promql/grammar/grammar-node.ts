import type { Tree, TreeCursor } from "@lezer/common";
import type { Fill } from "./fill.ts";

/** A range of the parsed text, and the same range of the original query. */
export interface TextRange {
  /** Offsets in the parsed text. */
  readonly from: number;
  readonly to: number;
  /** Start offset in the original; NaN inside a variable. */
  readonly start: number;
  /** End offset in the original; NaN inside a variable. */
  readonly end: number;
}

/** A node of the grammar's tree as plain data. Comments are left out. */
export interface GrammarNode extends TextRange {
  readonly name: string;
  readonly children: readonly GrammarNode[];
}

interface OpenNode extends GrammarNode {
  children: GrammarNode[];
}

/** Shared by all leaves; never modified. */
const noChildren: GrammarNode[] = [];

/** Copies a whole tree in one pass. Walking the original costs more, because it creates nodes for every access. */
export function readTree(tree: Tree, fill: Fill): GrammarNode {
  const cursor = tree.cursor();
  const root = nodeAt(cursor, fill);
  const open = [root];
  if (!cursor.firstChild()) return root;
  root.children = [];
  for (;;) {
    const node = nodeAt(cursor, fill);
    if (node.name !== "LineComment") open.at(-1)!.children.push(node);
    if (cursor.firstChild()) {
      node.children = [];
      open.push(node);
      continue;
    }
    while (!cursor.nextSibling()) {
      open.pop();
      if (open.length === 0) return root;
      cursor.parent();
    }
  }
}

function nodeAt({ name, from, to }: TreeCursor, fill: Fill): OpenNode {
  const start = fill.startInOriginal(from) ?? Number.NaN;
  return { name, from, to, start, end: fill.endInOriginal(to) ?? Number.NaN, children: noChildren };
}

/** The first child of this name. */
export function childNamed(node: GrammarNode, name: string): GrammarNode | undefined {
  for (const child of node.children) if (child.name === name) return child;
  return undefined;
}

/** Whether there is a child of this name. */
export function hasChild(node: GrammarNode, name: string): boolean {
  return childNamed(node, name) !== undefined;
}

/** The child right after another one. */
export function childAfter(node: GrammarNode, child: GrammarNode): GrammarNode | undefined {
  return node.children[node.children.indexOf(child) + 1];
}

/** The first child that begins at or after `at`. */
export function childFrom(node: GrammarNode, at: number): GrammarNode | undefined {
  for (const child of node.children) if (child.from >= at) return child;
  return undefined;
}
