import { emptyPage, type ScrapedExemplar, type ScrapedPage, type ScrapedSample } from "./scraped-page.ts";
import { unescapeText } from "./unescape-text.ts";

/** Longer lines are faults. */
const maxLine = 100_000;

/** How a page is read. */
export interface TextOptions {
  /** By its content type: times are seconds, and the end is marked. Default: the text format of Prometheus. */
  readonly openMetrics?: boolean | undefined;
  /** Reading stops with a fault after so many samples. Default: no limit. */
  readonly maxSamples?: number | undefined;
}

/**
 * Reads a page in the text format of Prometheus or of OpenMetrics, names in quotes included. What cannot be read is
 * passed over; the first such line is the page's fault.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readText(
  text: string,
  { openMetrics = false, maxSamples = Number.POSITIVE_INFINITY }: TextOptions = {},
): ScrapedPage {
  const page = emptyPage();
  let number = 0;
  let ended = false;
  for (const [from, to] of linesOf(text)) {
    number++;
    const line = text.slice(from, to);
    const fault = ended && line !== "" ? "something follows # EOF" : readLine(line, page, openMetrics);
    if (fault !== undefined) page.fault ??= `line ${number}: ${fault}`;
    ended ||= openMetrics && line === "# EOF";
    if (page.samples.length > maxSamples) {
      page.fault = `more than ${maxSamples} samples`;
      break;
    }
  }
  if (openMetrics && !ended) page.fault ??= "it does not end with # EOF: a part is missing";
  return page;
}

function* linesOf(text: string): Generator<readonly [number, number]> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end === -1 ? text.length : end;
    yield [from, text[to - 1] === "\r" ? to - 1 : to];
    from = to + 1;
  }
}

/** @returns what is wrong with the line. */
function readLine(line: string, page: ScrapedPage, openMetrics: boolean): string | undefined {
  if (line.startsWith("#")) {
    readComment(line, page);
    return undefined;
  }
  if (line.trim() === "") return undefined;
  if (line.length > maxLine) return `longer than ${maxLine} characters`;
  const sample = readSample(line, openMetrics);
  if (sample === undefined) return "no sample: expected a name, labels and a value";
  page.samples.push(sample);
  return undefined;
}

const comment = /^#\s+(TYPE|HELP|UNIT)\s+(?:([a-zA-Z_:][\w:]*)|"((?:[^"\\]|\\.)*)")(?:\s+(.*))?$/;

function readComment(line: string, page: ScrapedPage): void {
  const [, word, plain, quoted, rest = ""] = comment.exec(line.slice(0, 5000)) ?? [];
  const name = plain ?? (quoted === undefined ? undefined : unescapeText(quoted));
  if (name === undefined) return;
  const text = rest.trim();
  if (word === "TYPE") page.types.set(name, text === "untyped" ? "unknown" : text);
  else if (word === "HELP") page.helps.set(name, unescapeText(text));
  else page.units.set(name, text);
}

const bareName = /[a-zA-Z_:][\w:]*/y;
const pair = /\s*(?:([a-zA-Z_]\w*)|"((?:[^"\\]|\\.)*)")\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,?)/y;
const quotedName = /\s*"((?:[^"\\]|\\.)*)"\s*(?:,|(?=\}))/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readSample(line: string, openMetrics: boolean): ScrapedSample | undefined {
  let at = line.length - line.trimStart().length;
  const bare = matchAt(bareName, line, at)?.[0];
  at = skipBlanks(line, at + (bare?.length ?? 0));
  let name = bare;
  let labels: ReadonlyMap<string, string> = new Map();
  if (line[at] === "{") {
    if (name === undefined) {
      const quoted = matchAt(quotedName, line, at + 1);
      if (quoted === null) return undefined;
      name = unescapeText(quoted[1]!);
      at = quotedName.lastIndex - 1;
    }
    const read = readLabels(line, at + 1);
    if (read === undefined) return undefined;
    ({ labels, at } = read);
  }
  if (name === undefined || name === "") return undefined;
  const [words = "", extra] = cut(line.slice(at));
  const [valueText = "", timeText, ...more] = words.trim().split(/\s+/);
  const value = readNumber(valueText);
  const time = timeText === undefined || timeText === "" ? undefined : readNumber(timeText);
  if (value === undefined || more.length > 0 || (timeText !== undefined && time === undefined)) return undefined;
  const timeMs = time === undefined ? undefined : openMetrics ? Math.round(time * 1000) : time;
  if (timeMs !== undefined && !Number.isSafeInteger(timeMs)) return undefined;
  const exemplar = extra === undefined ? undefined : readExemplar(extra);
  return { name, labels, value, ...(timeMs === undefined ? {} : { timeMs }), ...(exemplar && { exemplar }) };
}

function cut(rest: string): readonly [string, string | undefined] {
  const at = rest.indexOf("#");
  return at === -1 ? [rest, undefined] : [rest.slice(0, at), rest.slice(at + 1).trim()];
}

/** From behind the opening brace to behind the closing one. */
function readLabels(line: string, from: number): { labels: Map<string, string>; at: number } | undefined {
  const labels = new Map<string, string>();
  let at = from;
  let open = true;
  for (let match = matchAt(pair, line, at); open && match !== null; match = matchAt(pair, line, at)) {
    const name = match[1] ?? unescapeText(match[2]!);
    const value = unescapeText(match[3]!);
    if (value !== "") labels.set(name, value);
    open = match[4] === ",";
    at = pair.lastIndex;
  }
  // A comma may stand alone after a name in quotes.
  if (line[at] === ",") at++;
  at = skipBlanks(line, at);
  return line[at] === "}" ? { labels, at: at + 1 } : undefined;
}

function readExemplar(text: string): ScrapedExemplar | undefined {
  if (!text.startsWith("{")) return undefined;
  const read = readLabels(text, 1);
  if (read === undefined) return undefined;
  const [valueText = "", timeText] = text.slice(read.at).trim().split(/\s+/);
  const value = readNumber(valueText);
  const time = timeText === undefined ? undefined : readNumber(timeText);
  if (value === undefined) return undefined;
  return { labels: read.labels, value, timeMs: time === undefined ? undefined : Math.round(time * 1000) };
}

function skipBlanks(line: string, at: number): number {
  let place = at;
  while (line[place] === " " || line[place] === "\t") place++;
  return place;
}

/** A number as Go reads it; undefined if it is none. */
function readNumber(word: string): number | undefined {
  if (word === "") return undefined;
  if (/^[+-]?inf(?:inity)?$/i.test(word))
    return word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(word);
  return Number.isNaN(value) && !/^[+-]?nan$/i.test(word) ? undefined : value;
}
