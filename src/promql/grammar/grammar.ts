import type { PartialParse, Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { maxDepth, maxQueryLength } from "./limits.ts";
import { scanText } from "./scan.ts";
import { takeSteps, tooComplex } from "./work.ts";

/** A text that parses, or the position of its first syntax error. */
export type GrammarResult =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly reason: string; readonly at: number };

/** The fixed cost of parsing a text, in steps. */
const stepsPerParse = 50;

/** Stops at the first error, without error recovery. */
const strict = parser.configure({ strict: true });

/**
 * Parses PromQL (without Grafana variables) with the official grammar. Refuses text longer than {@link maxQueryLength}
 * or nested deeper than {@link maxDepth}.
 */
export function parseGrammar(text: string): GrammarResult {
  if (text.length > maxQueryLength)
    return { ok: false, reason: `the query is longer than ${maxQueryLength} characters`, at: 0 };
  if (!takeSteps(text.length + stepsPerParse)) return { ok: false, reason: tooComplex, at: 0 };
  if (text.trim() === "") return { ok: false, reason: "the query is empty", at: 0 };
  const open = openString(text);
  if (open !== undefined) return { ok: false, reason: "a string is not closed", at: open };
  let tree: Tree;
  try {
    tree = parseStrictly(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Math.min(Number(/\d+$/.exec(error.message)?.[0] ?? 0), text.length);
    return { ok: false, reason: describeStop(text, at), at };
  }
  return deeperThan(tree, maxDepth, text.length)
    ? { ok: false, reason: `the query is nested deeper than ${maxDepth} levels`, at: 0 }
    : { ok: true, tree };
}

/**
 * The parser stops after 300 long operands in a row, to spare editors deep trees, which is an error in strict mode. So
 * its counter is reset, but only a limited number of times, because building the tree needs stack.
 */
function parseStrictly(text: string): Tree {
  const parse = strict.startParse(text) as PartialParse & { bigReductionCount?: number };
  for (let chances = 2; ; ) {
    const tree = parse.advance();
    if (tree !== null) return tree;
    if ((parse.bigReductionCount ?? 0) >= 300 && chances-- > 0) parse.bigReductionCount = 0;
  }
}

/** The grammar accepts a string without its closing quote; Prometheus does not. */
function openString(text: string): number | undefined {
  const open = scanText(text).find(
    ({ kind, from, to }) =>
      kind === "string" && (to - from < 2 || text[to - 1] !== text[from] || isEscaped(text, from, to - 1)),
  );
  return open?.from;
}

function isEscaped(text: string, from: number, at: number): boolean {
  if (text[from] === "`") return false;
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function describeStop(text: string, at: number): string {
  const rest = text.slice(at).trimStart();
  if (rest === "") return "the query ends too early";
  const word = /^(?:[\w:.]+|\S)/.exec(rest)![0].slice(0, 40);
  return `PromQL does not expect ${JSON.stringify(word)} here`;
}

function deeperThan(tree: Tree, limit: number, length: number): boolean {
  // Each level of an expression takes at least one character.
  if (length < limit) return false;
  const cursor = tree.cursor();
  let depth = 0;
  // And it is at most three levels of the tree (call, its body, its argument).
  for (;;) {
    if (depth > limit * 3) return true;
    if (cursor.firstChild()) {
      depth++;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return false;
      depth--;
    }
  }
}
