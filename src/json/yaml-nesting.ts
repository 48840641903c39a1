import { Lexer } from "yaml";

/** Where a text is nested too deep, or has too many aliases. */
export interface NestingProblem {
  readonly offset: number;
  readonly message: string;
}

/** Limits of {@link findNesting}. */
export interface NestingLimits {
  /** How deep lists and maps may be nested. */
  readonly depth: number;
  readonly aliases: number;
  /** Pieces of text that the parser would see. Default: no limit. */
  readonly tokens?: number;
}

/**
 * Searches the tokens of a YAML text, without recursion and in linear time, for anything too expensive to parse:
 * flow collections or block indicators of one line nested far too deep, and very many aliases. The exact depth is
 * judged later, on the parsed text.
 */
export function findNesting(
  text: string,
  { depth, aliases: maxAliases, tokens = Number.POSITIVE_INFINITY }: NestingLimits,
): NestingProblem | undefined {
  let offset = 0;
  let flowDepth = 0;
  let indicators = 0;
  let aliases = 0;
  let seen = 0;
  for (const token of new Lexer().lex(text)) {
    const first = token[0];
    if (token === "[" || token === "{") flowDepth++;
    else if (token === "]" || token === "}") flowDepth = Math.max(0, flowDepth - 1);
    else if (flowDepth === 0 && (token === "-" || token === "?" || token === ":")) indicators++;
    else if (token === "\n" || token === "\r\n") indicators = 0;
    else if (first === "*") aliases++;
    if (flowDepth > depth || indicators > depth) return { offset, message: tooDeep(depth) };
    if (aliases > maxAliases) return { offset, message: `more than ${maxAliases} aliases` };
    if (++seen > tokens) return { offset, message: `more than ${tokens} parts` };
    // Three control characters mark the beginning of a document, of a flow scalar and of a scalar: they are not text.
    if (first !== "\u0002" && first !== "\u0018" && first !== "\u001f") offset += token.length;
  }
  return undefined;
}

/** The problem of lists and maps that are nested too deep. */
export function tooDeep(depth: number): string {
  return `nested deeper than ${depth} levels`;
}
