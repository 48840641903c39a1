import { type CharacterSet, type CodeRange, classByLetter, classByName, rangesOf } from "./character-set.ts";
import { NotSupported, type PatternCursor } from "./pattern-cursor.ts";

const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11 };

/**
 * Reads a bracket expression such as `[^a-z[:digit:]]`, as it is written: without regard to case folding.
 *
 * @param cursor - behind the `[`; afterwards behind the `]`.
 * @throws {NotSupported} if it does not end, or a range runs backwards.
 */
export function readCharacterClass(cursor: PatternCursor): CharacterSet {
  const ranges: CodeRange[] = [];
  const negated = cursor.take("^");
  for (let first = true; first || cursor.peek() !== "]"; first = false) {
    const byName = readNamed(cursor);
    if (byName !== undefined) {
      ranges.push(...byName);
      continue;
    }
    const from = readMember(cursor);
    if (typeof from !== "number") {
      ranges.push(...from);
      continue;
    }
    const isRange = cursor.peek() === "-" && cursor.peek(1) !== undefined && cursor.peek(1) !== "]";
    if (isRange) cursor.next();
    const to = isRange ? readMember(cursor) : from;
    if (typeof to !== "number" || to < from) throw new NotSupported();
    ranges.push([from, to]);
  }
  cursor.next();
  return { ranges, negated };
}

/**
 * The code point of an escape such as `\n`, `\x41`, `\x{1F600}` or `\.`.
 *
 * @param letter - what follows the backslash.
 * @param cursor - behind that letter.
 * @throws {NotSupported} for letters and digits without a meaning of their own.
 */
export function readEscapedCode(letter: string, cursor: PatternCursor): number {
  if (Object.hasOwn(controls, letter)) return controls[letter]!;
  if (letter === "x") {
    const found = cursor.match(/^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/, 8);
    if (found === undefined) throw new NotSupported();
    return Number.parseInt(found[1] ?? found[2]!, 16);
  }
  if (/[A-Za-z0-9]/.test(letter)) throw new NotSupported();
  return letter.codePointAt(0)!;
}

/** `[:alpha:]`; undefined where there is none, or its name is not known. */
function readNamed(cursor: PatternCursor): readonly CodeRange[] | undefined {
  if (cursor.peek() !== "[" || cursor.peek(1) !== ":") return undefined;
  const name = /^\[:(\w+):\]/.exec(Array.from({ length: 12 }, (_, ahead) => cursor.peek(ahead) ?? "").join(""))?.[1];
  const ranges = name === undefined ? undefined : classByName(name);
  if (ranges !== undefined) cursor.take(`[:${name}:]`);
  return ranges;
}

/** One character, or the ranges of a class such as `\d`. */
function readMember(cursor: PatternCursor): number | readonly CodeRange[] {
  const character = cursor.next();
  if (character !== "\\") return character.codePointAt(0)!;
  const letter = cursor.next();
  const set = classByLetter(letter);
  return set === undefined ? readEscapedCode(letter, cursor) : rangesOf(set);
}
