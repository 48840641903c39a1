import type { HistogramSample } from "../sampling/block.ts";
import { histogramRun } from "./histogram-run.ts";
import { parseHistogram } from "./parse-histogram.ts";
import type { NumberRun } from "./run-values.ts";

/** One item of the notation. */
export type NotationItem =
  | ({ readonly type: "numbers" } & NumberRun)
  | { readonly type: "histograms"; readonly count: number; at(index: number): HistogramSample }
  | { readonly type: "missing" | "stale"; readonly count: number };

/** A parsed notation. */
export interface Notation {
  readonly items: readonly NotationItem[];
  /** Values in all, missing ones included. */
  readonly count: number;
  /** It has histograms (and no numbers). */
  readonly native: boolean;
}

const maxLength = 1_048_576;
const maxCount = 1_000_000_000;
/** No hexadecimal numbers: `0x20` is 0, 21 times. */
const number = String.raw`[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[iI][nN][fF]|[nN][aA][nN])`;
const numberPattern = new RegExp(`^(${number})(?:([+-](?![+-])${number.slice(5)}))?(?:x(\\d+))?$`);
const literalPattern = /\{\{[^{}]*\}\}/y;
const cache = new Map<string, Notation>();

/**
 * Reads promtool's series notation.
 *
 * @throws {RangeError} that names the item, and its column (from 1).
 */
export function parseNotation(text: string): Notation {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const parsed = parse(text);
  if (cache.size >= 256) cache.clear();
  if (text.length <= 4096) cache.set(text, parsed);
  return parsed;
}

function parse(text: string): Notation {
  if (text.length > maxLength)
    throw new RangeError(`notation: text must be at most ${maxLength} characters, got ${text.length}`);
  const items: NotationItem[] = [];
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const end = itemEnd(text, at);
    items.push(parseItem(text.slice(at, end), at + 1));
    at = skipSpace(text, end);
  }
  const count = items.reduce((sum, item) => sum + item.count, 0);
  if (items.length === 0)
    throw new RangeError('notation: text must have at least one value, such as "1x20 _x4 5+1x3", got an empty text');
  if (count > maxCount) throw new RangeError(`notation: text must stand for at most ${maxCount} values, got ${count}`);
  const native = items.some(({ type }) => type === "histograms");
  if (native && items.some(({ type }) => type === "numbers")) {
    throw new RangeError("notation: one text holds either histograms or numbers, got both");
  }
  return { items, count, native };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n\r".includes(text[at]!)) at++;
  return at;
}

/** An item ends at white space that is not inside `{{…}}`. */
function itemEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !" \t\n\r".includes(text[at]!)) {
    const close = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
    at = close === -1 ? at + 1 : close + 2;
  }
  return at;
}

function parseItem(item: string, column: number): NotationItem {
  if (item === "_") return { type: "missing", count: 1 };
  if (item === "stale") return { type: "stale", count: 1 };
  const blanks = /^_x(\d+)$/.exec(item);
  if (blanks !== null) return { type: "missing", count: times(blanks[1]!, item, column) };
  if (item.startsWith("{{")) return parseHistograms(item, column);
  const match = item.length > 200 ? null : numberPattern.exec(item);
  if (match === null) wrong(item, column, "a+bxn, a-bxn, axn, _, _xn, stale or {{schema:…}}");
  const [, start, delta, repeat] = match;
  if (delta !== undefined && repeat === undefined) wrong(item, column, `how often, as in ${item}x5`);
  return {
    type: "numbers",
    start: readNumber(start!),
    delta: delta === undefined ? 0 : readNumber(delta),
    count: repeat === undefined ? 1 : times(repeat, item, column) + 1,
  };
}

function parseHistograms(item: string, column: number): NotationItem {
  literalPattern.lastIndex = 0;
  const literal = literalPattern.exec(item)?.[0];
  if (literal === undefined) wrong(item, column, "}} at the end of {{…");
  const rest = item.slice(literal.length);
  const first = parseHistogram(literal.slice(2, -2));
  if (rest === "") return { type: "histograms", count: 1, at: () => first };
  const repeat = /^(?:([+-])(\{\{[^{}]*\}\}))?x(\d+)$/.exec(rest);
  if (repeat === null) wrong(item, column, "{{…}}, {{…}}xn, {{…}}+{{…}}xn or {{…}}-{{…}}xn");
  const [, sign, second, count] = repeat;
  const delta =
    second === undefined ? undefined : { sign: sign === "-" ? -1 : 1, histogram: parseHistogram(second.slice(2, -2)) };
  return { type: "histograms", count: times(count!, item, column) + 1, at: histogramRun(first, delta) };
}

function times(digits: string, item: string, column: number): number {
  const count = Number(digits);
  if (count > maxCount) wrong(item, column, `at most ${maxCount} repetitions`);
  return count;
}

function readNumber(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const size = text.replace(/^[+-]/, "").toLowerCase();
  if (size === "inf") return sign * Number.POSITIVE_INFINITY;
  return size === "nan" ? Number.NaN : sign * Number(size);
}

function wrong(item: string, column: number, expected: string): never {
  const shown = item.length > 60 ? `${item.slice(0, 60)}…` : item;
  throw new RangeError(`notation: expected ${expected} at column ${column}, got ${JSON.stringify(shown)}`);
}
