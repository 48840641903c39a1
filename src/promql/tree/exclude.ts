import type { Matcher } from "./node.ts";

type Told = Pick<Matcher, "name" | "op" | "value">;

/** Alternatives of one pattern that are compared. */
const maxAlternatives = 100;

/**
 * Whether no series can have all of both selectors' matchers. Only where that is sure: patterns count as long as they
 * are a choice of plain values, and what holds a variable says nothing.
 */
export function excludeEachOther(some: readonly Told[], others: readonly Told[]): boolean {
  return some.some((one) => others.some((other) => one.name === other.name && exclude(one, other)));
}

function exclude(one: Told, other: Told): boolean {
  const [mine, theirs] = [valuesOf(one), valuesOf(other)];
  if (mine === undefined || theirs === undefined) return false;
  const [isMine, areTheirs] = [!one.op.startsWith("!"), !other.op.startsWith("!")];
  if (isMine && areTheirs) return mine.every((value) => !theirs.includes(value));
  // What one asks for is all that the other forbids.
  if (isMine) return mine.every((value) => theirs.includes(value));
  return areTheirs && theirs.every((value) => mine.includes(value));
}

/** The values that a matcher asks for or forbids; undefined where they are not all known. */
function valuesOf({ op, value }: Told): readonly string[] | undefined {
  if (/\$|\[\[/.test(value)) return undefined;
  if (op === "=" || op === "!=") return [value];
  const choice = /^\(([^()]*)\)$/.exec(value)?.[1] ?? value;
  const values = choice.split("|");
  // `\.` and `\-` are plain; any other sign of a pattern may match more than itself.
  if (values.length > maxAlternatives || !values.every((one) => /^(?:[\w\s:/,@%&;<>="'~#!-]|\\[^\w\s])*$/.test(one)))
    return undefined;
  return values.map((one) => one.replaceAll(/\\(.)/g, "$1"));
}
