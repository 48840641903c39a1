import { type CharacterSet, type CodeRange, classByLetter, inBothCases } from "./character-set.ts";
import { NotSupported, PatternCursor } from "./pattern-cursor.ts";
import { readCharacterClass, readEscapedCode } from "./read-character-class.ts";

/** A regular expression as Prometheus writes them (RE2), as a tree. Assertions (`^`, `$`, `\b`) count as empty. */
export type Pattern =
  | { readonly kind: "empty" }
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "sequence" | "choice"; readonly of: readonly Pattern[] }
  /** `most` is Infinity where there is no upper bound. */
  | { readonly kind: "repeat"; readonly of: Pattern; readonly least: number; readonly most: number };

/** Characters, nested groups, and repetitions that a bound may name: RE2 takes 1000. */
const limits = { length: 8192, depth: 60, repeat: 1000 };

/**
 * Reads a regular expression. Bounded in length, depth and repetition.
 *
 * @returns undefined if it is too large, not valid, or uses what RE2 and this reader do not know (lookaround, back
 *   references).
 */
export function parsePattern(text: string): Pattern | undefined {
  if (text.length > limits.length) return undefined;
  try {
    const cursor = new PatternCursor(text);
    const pattern = new Reader(cursor).choice(0);
    return cursor.done ? pattern : undefined;
  } catch (error) {
    if (error instanceof NotSupported) return undefined;
    throw error;
  }
}

class Reader {
  /** Case does not matter here, by `(?i)`. */
  #fold = false;
  readonly #cursor: PatternCursor;

  constructor(cursor: PatternCursor) {
    this.#cursor = cursor;
  }

  choice(depth: number): Pattern {
    if (depth > limits.depth) throw new NotSupported();
    const fold = this.#fold;
    const branches = [this.#sequence(depth)];
    while (this.#cursor.take("|")) branches.push(this.#sequence(depth));
    this.#fold = fold;
    return branches.length === 1 ? branches[0]! : { kind: "choice", of: branches };
  }

  #sequence(depth: number): Pattern {
    const cursor = this.#cursor;
    const parts: Pattern[] = [];
    while (!cursor.done && cursor.peek() !== "|" && cursor.peek() !== ")")
      parts.push(this.#repeated(this.#atom(depth)));
    return parts.length === 1 ? parts[0]! : parts.length === 0 ? { kind: "empty" } : { kind: "sequence", of: parts };
  }

  #repeated(atom: Pattern): Pattern {
    let pattern = atom;
    for (;;) {
      const bounds = readQuantifier(this.#cursor);
      if (bounds === undefined) return pattern;
      pattern = { kind: "repeat", of: pattern, ...bounds };
      // Lazy and possessive forms take the same texts.
      if (!this.#cursor.take("?")) this.#cursor.take("+");
    }
  }

  #atom(depth: number): Pattern {
    const character = this.#cursor.next();
    switch (character) {
      case "(":
        return this.#group(depth);
      case "[": {
        const { ranges, negated } = readCharacterClass(this.#cursor);
        return { kind: "set", set: { ranges: this.#inCase(ranges), negated } };
      }
      case ".":
        return { kind: "set", set: { ranges: [[10, 10]], negated: true } };
      case "^":
      case "$":
        return { kind: "empty" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new NotSupported();
      default:
        return this.#literal(character.codePointAt(0)!);
    }
  }

  #inCase(ranges: readonly CodeRange[]): readonly CodeRange[] {
    return this.#fold ? inBothCases(ranges) : ranges;
  }

  #literal(code: number): Pattern {
    return { kind: "set", set: { ranges: this.#inCase([[code, code]]), negated: false } };
  }

  #group(depth: number): Pattern {
    const cursor = this.#cursor;
    const head = cursor.match(/^\?(?:P?<\w+>|([imsU]*)(?:-[imsU]+)?([:)]))/, 80);
    if (head === undefined && cursor.peek() === "?") throw new NotSupported();
    const fold = head?.[1]?.includes("i") === true;
    if (head?.[2] === ")") {
      this.#fold ||= fold;
      return { kind: "empty" };
    }
    const outer = this.#fold;
    this.#fold ||= fold;
    const inner = this.choice(depth + 1);
    this.#fold = outer;
    if (cursor.next() !== ")") throw new NotSupported();
    return inner;
  }

  #escape(): Pattern {
    const cursor = this.#cursor;
    const letter = cursor.next();
    if ("AzZbB".includes(letter)) return { kind: "empty" };
    if (letter === "Q") {
      const parts: Pattern[] = [];
      while (!cursor.done && !cursor.take("\\E")) parts.push(this.#literal(cursor.next().codePointAt(0)!));
      return { kind: "sequence", of: parts };
    }
    const set = classByLetter(letter);
    return set === undefined ? this.#literal(readEscapedCode(letter, cursor)) : { kind: "set", set };
  }
}

function readQuantifier(cursor: PatternCursor): { readonly least: number; readonly most: number } | undefined {
  if (cursor.take("*")) return { least: 0, most: Infinity };
  if (cursor.take("+")) return { least: 1, most: Infinity };
  if (cursor.take("?")) return { least: 0, most: 1 };
  const found = cursor.match(/^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/, 12);
  if (found === undefined) return undefined;
  const least = Number(found[1]);
  const most = found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3]);
  if (least > limits.repeat || (Number.isFinite(most) && (most > limits.repeat || most < least)))
    throw new NotSupported();
  return { least, most };
}
