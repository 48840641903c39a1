import type { SyntaxNode, Tree } from "@lezer/common";
import { DashboardError } from "../../errors.ts";
import { hclGrammar } from "./load-hcl.ts";

/** Larger Terraform files are not read. */
const maxBytes = 4 * 1024 * 1024;
/** Moves of the parser. A megabyte of `jsonencode` takes 600,000; one of a heredoc takes few. */
const maxMoves = 1_000_000;

/** An attribute with the name of a keyword (`for = "5m"`): the grammar does not take it, but another of its length. */
const keywordName = /((?:^|[{,])[ \t]*)(fo|i)[rnf](?=[ \t]*=[^=>])/gm;

/**
 * Parses a file in Terraform's native syntax (HCL 2).
 *
 * @throws {DashboardError} if it is too large or not valid; the message begins with `file:line:column`.
 */
export function parseHcl(text: string, file: string): Tree {
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes)
    throw new DashboardError(`${file}: larger than 4 MiB, the limit for a Terraform file; split it`);
  const parse = hclGrammar().startParse(text.replaceAll(keywordName, "$1$2_"));
  try {
    for (let moves = 0; moves < maxMoves; moves++) {
      const tree = parse.advance();
      if (tree !== null) return tree;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Math.min(Number(/\d+$/.exec(error.message)?.[0] ?? 0), text.length);
    // The grammar takes 1.0e-7, but not 1e-7.
    const exponent = /(?<![\w.])\d+[eE][-+]?\d*\s*$/.test(text.slice(Math.max(0, at - 40), at));
    throw new DashboardError(
      `${positionOf(text, at, file)}: ` +
        (exponent
          ? "a number such as 1e-7 is not read here; write 1.0e-7"
          : "not valid Terraform; run terraform validate"),
    );
  }
  throw new DashboardError(`${file}: reading this Terraform file takes too many steps; split it`);
}

/** `file:line:column` of an offset. */
export function positionOf(text: string, at: number, file: string): string {
  const before = text.slice(0, at).split("\n");
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
}

/** The children of a node, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== "Comment") children.push(child);
  return children;
}

/** The node inside of nodes that hold nothing else, from expression to literal. */
export function innermost(node: SyntaxNode): SyntaxNode {
  const children = childrenOf(node);
  return children.length === 1 && /^(?:Expression|LiteralValue|TemplateExpr|CollectionValue)$/.test(node.name)
    ? innermost(children[0]!)
    : node;
}
