import {
  type CharacterSet,
  type CodeRange,
  classByLetter,
  classByName,
  inBothCases,
  rangesOf,
} from "./character-set.ts";

/** A regular expression as Prometheus writes them (RE2), as a tree. Assertions (`^`, `$`, `\b`) count as empty. */
export type Pattern =
  | { readonly kind: "empty" }
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "sequence" | "choice"; readonly of: readonly Pattern[] }
  /** `most` is Infinity where there is no upper bound. */
  | { readonly kind: "repeat"; readonly of: Pattern; readonly least: number; readonly most: number };

const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11 };

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
    const reader = new Reader([...text]);
    const pattern = reader.choice(0);
    return reader.done ? pattern : undefined;
  } catch (error) {
    if (error instanceof NotSupported) return undefined;
    throw error;
  }
}

class NotSupported extends Error {}

class Reader {
  #at = 0;
  #fold = false;
  readonly #text: readonly string[];
  constructor(text: readonly string[]) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  choice(depth: number): Pattern {
    if (depth > limits.depth) throw new NotSupported();
    const fold = this.#fold;
    const branches = [this.#sequence(depth)];
    while (this.#text[this.#at] === "|") {
      this.#at++;
      branches.push(this.#sequence(depth));
    }
    this.#fold = fold;
    return branches.length === 1 ? branches[0]! : { kind: "choice", of: branches };
  }

  #sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    while (!this.done && this.#text[this.#at] !== "|" && this.#text[this.#at] !== ")")
      parts.push(this.#repeated(this.#atom(depth)));
    return parts.length === 1 ? parts[0]! : parts.length === 0 ? { kind: "empty" } : { kind: "sequence", of: parts };
  }

  #repeated(atom: Pattern): Pattern {
    let pattern = atom;
    for (;;) {
      const bounds = this.#quantifier();
      if (bounds === undefined) return pattern;
      pattern = { kind: "repeat", of: pattern, least: bounds[0], most: bounds[1] };
      if (this.#text[this.#at] === "?" || this.#text[this.#at] === "+") this.#at++;
    }
  }

  #quantifier(): readonly [number, number] | undefined {
    const sign = this.#text[this.#at];
    const simple =
      sign === "*"
        ? ([0, Infinity] as const)
        : sign === "+"
          ? ([1, Infinity] as const)
          : sign === "?"
            ? ([0, 1] as const)
            : undefined;
    if (simple !== undefined) {
      this.#at++;
      return simple;
    }
    if (sign !== "{") return undefined;
    const found = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(this.#text.slice(this.#at, this.#at + 12).join(""));
    if (found === null) return undefined;
    this.#at += found[0].length;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3]);
    if (least > limits.repeat || (Number.isFinite(most) && (most > limits.repeat || most < least)))
      throw new NotSupported();
    return [least, most];
  }

  #atom(depth: number): Pattern {
    const character = this.#text[this.#at++]!;
    switch (character) {
      case "(":
        return this.#group(depth);
      case "[":
        return { kind: "set", set: this.#set() };
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
    const rest = this.#text.slice(this.#at, this.#at + 80).join("");
    const head = /^\?(?:P?<\w+>|([imsU]*)(?:-[imsU]+)?([:)]))/.exec(rest);
    if (rest.startsWith("?") && head === null) throw new NotSupported();
    if (head !== null) this.#at += head[0].length;
    const fold = head?.[1]?.includes("i") === true;
    if (head?.[2] === ")") {
      this.#fold ||= fold;
      return { kind: "empty" };
    }
    const outer = this.#fold;
    this.#fold ||= fold;
    const inner = this.choice(depth + 1);
    this.#fold = outer;
    if (this.#text[this.#at++] !== ")") throw new NotSupported();
    return inner;
  }

  #escape(): Pattern {
    const letter = this.#text[this.#at++];
    if (letter === undefined) throw new NotSupported();
    if ("AzZbB".includes(letter)) return { kind: "empty" };
    if (letter === "Q") {
      const parts: Pattern[] = [];
      while (!this.done && !(this.#text[this.#at] === "\\" && this.#text[this.#at + 1] === "E"))
        parts.push(this.#literal(this.#text[this.#at++]!.codePointAt(0)!));
      this.#at += 2;
      return { kind: "sequence", of: parts };
    }
    const set = classByLetter(letter);
    if (set !== undefined) return { kind: "set", set };
    return this.#literal(this.#escapedCode(letter));
  }

  #escapedCode(letter: string): number {
    if (Object.hasOwn(controls, letter)) return controls[letter]!;
    if (letter === "x") {
      const found = /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(
        this.#text.slice(this.#at, this.#at + 8).join(""),
      );
      if (found === null) throw new NotSupported();
      this.#at += found[0].length;
      return Number.parseInt(found[1] ?? found[2]!, 16);
    }
    if (/[A-Za-z0-9]/.test(letter)) throw new NotSupported();
    return letter.codePointAt(0)!;
  }

  #set(): CharacterSet {
    const ranges: CodeRange[] = [];
    const negated = this.#text[this.#at] === "^";
    if (negated) this.#at++;
    for (let first = true; first || this.#text[this.#at] !== "]"; first = false) {
      if (this.done) throw new NotSupported();
      const named = /^\[:(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 12).join(""));
      const byName = named === null ? undefined : classByName(named[1]!);
      if (byName !== undefined) {
        this.#at += named![0].length;
        ranges.push(...byName);
        continue;
      }
      const from = this.#setMember();
      if (typeof from !== "number") {
        ranges.push(...from);
        continue;
      }
      const isRange =
        this.#text[this.#at] === "-" && this.#text[this.#at + 1] !== undefined && this.#text[this.#at + 1] !== "]";
      if (isRange) this.#at++;
      const to = isRange ? this.#setMember() : from;
      if (typeof to !== "number" || to < from) throw new NotSupported();
      ranges.push([from, to]);
    }
    this.#at++;
    return { ranges: this.#inCase(ranges), negated };
  }

  #setMember(): number | readonly CodeRange[] {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new NotSupported();
    if (character !== "\\") return character.codePointAt(0)!;
    const letter = this.#text[this.#at++];
    if (letter === undefined) throw new NotSupported();
    const set = classByLetter(letter);
    return set === undefined ? this.#escapedCode(letter) : rangesOf(set);
  }
}
