import type { Tree } from "@lezer/common";
import { failure, type QueryFailure } from "../grammar/failure.ts";
import type { Fill } from "../grammar/fill.ts";
import { readTree } from "../grammar/grammar-node.ts";
import { UnexpectedTree } from "../grammar/syntax.ts";
import { explainUnknown } from "../grammar/unknown-functions.ts";
import { findLiterals } from "../variables/literals.ts";
import { type MaskedVariable, type MaskOptions, maskQuery } from "../variables/mask.ts";
import type { VariableRole } from "../variables/roles.ts";
import { findVariables, type VariableUse } from "../variables/variables.ts";
import { buildQuery } from "./build-node.ts";
import type { PromqlNode, SelectorNode } from "./node.ts";

/** A parsed query with one text for every variable. */
export interface ReadQuery {
  readonly ok: true;
  readonly tree: Tree;
  readonly root: PromqlNode;
  /** Every selector in it, in the order of the text. */
  readonly selectors: readonly SelectorNode[];
  /** The parsed text, and how its offsets map to the query's. */
  readonly fill: Fill;
  /** The variables that were guessed. */
  readonly masked: readonly MaskedVariable[];
}

/** One combination of texts for the variables of a query. */
export interface Reading {
  /** By `useKey`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether the query has to be valid with them. */
  readonly required: boolean;
  /** For messages: `$x = "a"`. */
  readonly example: string;
}

/** Parses a query whose variables are masked, or stand for the texts in `known`. */
export function readQuery(
  query: string,
  known: ReadonlyMap<string, string>,
  uses: readonly VariableUse[] = findVariables(query),
): ReadQuery | QueryFailure {
  const first = readOnce(query, known, { uses });
  if (!first.ok) return first;
  if (!first.selectors.some(({ isVariable }) => isVariable)) return first;
  const literals = findLiterals(first.root, (from) => first.masked.find(({ use }) => use.from === from)?.use.name);
  if (literals.size === 0) return first;
  const decided = new Map<number, VariableRole>();
  for (const { use, role } of first.masked) decided.set(use.from, literals.get(use.from) ?? role);
  const second = readOnce(query, known, { uses, decided });
  return second.ok ? second : first;
}

function readOnce(query: string, known: ReadonlyMap<string, string>, options: MaskOptions): ReadQuery | QueryFailure {
  const { fill, parsed, masked } = maskQuery(query, known, options);
  if (!parsed.ok) {
    const at = Math.min(fill.startInOriginal(parsed.at) ?? fill.charInOriginal(parsed.at) ?? 0, query.length);
    return failure(explainUnknown(query) ?? parsed.reason, at, Math.min(at + 1, query.length));
  }
  const selectors: SelectorNode[] = [];
  try {
    const root = buildQuery(readTree(parsed.tree, fill), { query, fill, masked, selectors });
    return { ok: true, tree: parsed.tree, root, selectors, fill, masked };
  } catch (error) {
    if (error instanceof UnexpectedTree) return failure(error.message, 0, query.length);
    throw error;
  }
}
