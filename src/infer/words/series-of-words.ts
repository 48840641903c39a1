/** Values of a label that a person would find plausible. */
export interface LabelWords {
  /** Those that a label has unless queries ask for others, the first first. Never empty. */
  readonly usual: readonly string[];
  /** Others that exist, for conditions that the usual ones do not satisfy. */
  readonly more?: readonly string[];
  /** Made from the label's name alone: anything that a query names is better. */
  readonly guessed?: boolean;
}

/** How many values a counted name has. */
const wordCount = 12;

/** `host-1`, `host-2`, … by a function of 1, 2, … */
export function counted(make: (number: number) => string, count = wordCount): string[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

/** Words of a list as text, separated by spaces. */
export function split(text: string): readonly string[] {
  return text.split(" ");
}

/** Words of two texts: the usual ones, and others that exist. */
export function only(usual: string, more = ""): LabelWords {
  return { usual: split(usual), ...(more === "" ? {} : { more: split(more) }) };
}
