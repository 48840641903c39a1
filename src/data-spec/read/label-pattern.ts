/** `{1..3}` in a label value. Both ends inclusive. */
interface IntegerRange {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  /** Digits, with leading zeros; 0 for none. */
  readonly width: number;
}

/** A label value before expansion: text and ranges in turn. */
export interface LabelPattern {
  readonly parts: readonly (string | IntegerRange)[];
  /** How many values it makes. */
  readonly count: bigint;
}

const rangePattern = /\\\{|\{(-?\d{1,40})\.\.(-?\d{1,40})(?:\.\.(-?\d{1,40}))?\}/g;

/**
 * Reads `{INT..INT}` and `{INT..INT..STEP}`; `{01..10}` pads to the widest. Every other brace is text; `\{` is a brace
 * that does not begin a range.
 *
 * @returns the error, as text, for a range that is descending or whose step is not 1 or more.
 */
export function parseLabelPattern(text: string): LabelPattern | { readonly error: string } {
  const parts: (string | IntegerRange)[] = [];
  let literal = "";
  let end = 0;
  for (const match of text.matchAll(rangePattern)) {
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[0] === "\\{") {
      literal += "{";
      continue;
    }
    const range = readRange(match);
    if ("error" in range) return range;
    if (literal !== "") parts.push(literal);
    literal = "";
    parts.push(range);
  }
  literal += text.slice(end);
  if (literal !== "" || parts.length === 0) parts.push(literal);
  return { parts, count: parts.reduce((product, part) => product * countOf(part), 1n) };
}

/** A label value of a spec that makes this very text: where it would begin a range, its brace is escaped. */
export function literalLabel(text: string): string {
  return text.replaceAll(/\\\{|\{(?=-?\d+\.\.)/g, (brace) => (brace === "{" ? "\\{" : "\\\\{"));
}

function readRange([whole, from = "", to = "", by]: RegExpMatchArray): IntegerRange | { readonly error: string } {
  const [first, last, step] = [Number(from), Number(to), by === undefined ? 1 : Number(by)];
  if (![first, last, step].every(Number.isSafeInteger))
    return { error: `the numbers of the range ${whole} are too large` };
  if (first > last) return { error: `the range ${whole} descends; write {${to}..${from}}` };
  if (step < 1) return { error: `the range ${whole} needs a step of 1 or more` };
  const padded = [from, to].some((digits) => /^-?0\d/.test(digits));
  return { first, last, step, width: padded ? Math.max(from.replace("-", "").length, to.replace("-", "").length) : 0 };
}

function countOf(part: string | IntegerRange): bigint {
  return typeof part === "string" ? 1n : (BigInt(part.last) - BigInt(part.first)) / BigInt(part.step) + 1n;
}

/**
 * All values of a pattern in order; of several ranges the last one is the fastest. Count first: there may be very many.
 */
export function expandLabelPattern({ parts }: LabelPattern): string[] {
  return parts.reduce<string[]>(
    (begun, part) => {
      if (typeof part === "string") return begun.map((text) => text + part);
      const numbers = numbersOf(part);
      return begun.flatMap((text) => numbers.map((number) => text + number));
    },
    [""],
  );
}

function numbersOf({ first, last, step, width }: IntegerRange): string[] {
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const number = first + index * step;
    const digits = String(Math.abs(number)).padStart(width, "0");
    return number < 0 ? `-${digits}` : digits;
  });
}
