import { Lexer } from "yaml";

/** Where a text is nested too deep, or has too many aliases. */
export interface NestingProblem {
  readonly offset: number;
  readonly message: string;
}

/** How deep lists and maps may be nested. */
export const maxDepth = 32;
const maxAliases = 1000;

/**
 * Searches the tokens of a YAML text, without recursion and in linear time, for anything too expensive to parse:
 * flow collections or block indicators of one line nested far too deep, and very many aliases. The exact depth is
 * judged later, on the parsed text.
 */
export function findNesting(text: string): NestingProblem | undefined {
  let offset = 0;
  let flowDepth = 0;
  let indicators = 0;
  let aliases = 0;
  for (const token of new Lexer().lex(text)) {
    const first = token[0];
    if (token === "[" || token === "{") flowDepth++;
    else if (token === "]" || token === "}") flowDepth = Math.max(0, flowDepth - 1);
    else if (flowDepth === 0 && (token === "-" || token === "?" || token === ":")) indicators++;
    else if (token === "\n" || token === "\r\n") indicators = 0;
    else if (first === "*") aliases++;
    if (flowDepth > maxDepth || indicators > maxDepth) return { offset, message: tooDeep };
    if (aliases > maxAliases) return { offset, message: `more than ${maxAliases} aliases` };
    // Three control characters mark the beginning of a document, of a flow scalar and of a scalar: they are not text.
    if (first !== "\u0002" && first !== "\u0018" && first !== "\u001f") offset += token.length;
  }
  return undefined;
}

/** The problem of lists and maps that are nested too deep. */
export const tooDeep = `nested deeper than ${maxDepth} levels`;
