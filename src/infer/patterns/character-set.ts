/** Code points from … to, both inclusive. */
export type CodeRange = readonly [from: number, to: number];

/** Characters by ranges of code points. */
export interface CharacterSet {
  readonly ranges: readonly CodeRange[];
  /** All others. */
  readonly negated: boolean;
}

const lastCode = 0x10ffff;
const digits: CodeRange = [48, 57];
const upperCase: CodeRange = [65, 90];
const lowerCase: CodeRange = [97, 122];
const underscore: CodeRange = [95, 95];
/** From an upper case letter to its lower case. */
const caseStep = lowerCase[0] - upperCase[0];

const classes: Readonly<Record<string, readonly CodeRange[]>> = {
  d: [digits],
  w: [digits, upperCase, underscore, lowerCase],
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
};
const named: Readonly<Record<string, readonly CodeRange[]>> = {
  digit: [digits],
  lower: [lowerCase],
  upper: [upperCase],
  space: classes["s"]!,
  word: classes["w"]!,
  alpha: [upperCase, lowerCase],
  alnum: [digits, upperCase, lowerCase],
};

/** Whether a set holds a code point. */
export function setHas({ ranges, negated }: CharacterSet, code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to) !== negated;
}

/** The set of `\d`, `\W` and the like by their letter. */
export function classByLetter(letter: string): CharacterSet | undefined {
  const lower = letter.toLowerCase();
  return Object.hasOwn(classes, lower) ? { ranges: classes[lower]!, negated: letter !== lower } : undefined;
}

/** The ranges of `[:alpha:]` and the like by their name. */
export function classByName(name: string): readonly CodeRange[] | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

/** The ranges of a set without negation. The set's own must be in ascending order. */
export function rangesOf({ ranges, negated }: CharacterSet): readonly CodeRange[] {
  if (!negated) return ranges;
  const found: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) found.push([next, from - 1]);
    next = to + 1;
  }
  return [...found, [next, lastCode]];
}

/** The ranges with those of the other case, for ranges of ASCII letters alone. */
export function inBothCases(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const other = ranges.flatMap(([from, to]): CodeRange[] => {
    if (from >= upperCase[0] && to <= upperCase[1]) return [[from + caseStep, to + caseStep]];
    return from >= lowerCase[0] && to <= lowerCase[1] ? [[from - caseStep, to - caseStep]] : [];
  });
  return [...ranges, ...other];
}
