/** A text and where each of its characters came from: `[starts[i], ends[i])` in the source. */
export interface DecodedText {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * Named character references that stand for ASCII. @see https://html.spec.whatwg.org/multipage/named-characters.html
 */
const named: Readonly<Record<string, string>> = {
  Hat: "^",
  NewLine: "\n",
  Tab: "\t",
  UnderBar: "_",
  amp: "&",
  AMP: "&",
  apos: "'",
  ast: "*",
  bsol: "\\",
  colon: ":",
  comma: ",",
  commat: "@",
  dollar: "$",
  equals: "=",
  excl: "!",
  grave: "`",
  gt: ">",
  GT: ">",
  hyphen: "\u2010",
  lbrace: "{",
  lbrack: "[",
  lcub: "{",
  lowbar: "_",
  lpar: "(",
  lsqb: "[",
  lt: "<",
  LT: "<",
  midast: "*",
  nbsp: "\u00a0",
  num: "#",
  percnt: "%",
  period: ".",
  plus: "+",
  quest: "?",
  quot: '"',
  QUOT: '"',
  rbrace: "}",
  rbrack: "]",
  rcub: "}",
  rpar: ")",
  rsqb: "]",
  semi: ";",
  sol: "/",
  verbar: "|",
  vert: "|",
  zwnj: "\u200c",
  zwj: "\u200d",
  shy: "\u00ad",
};

const escapes =
  /%([0-9a-f]{2})|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?|\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-7]{3})|([^0-9a-tv-wyz]|[bfnrt]))/gi;

const letters: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Undoes one layer of escapes: percent-encoding (a byte a character), character references of HTML, and backslash
 * escapes of JSON, JavaScript and shells. Anything else stays. Undefined if there was nothing to undo.
 */
export function decodeLayer(source: DecodedText): DecodedText | undefined {
  const { text } = source;
  if (!/[%&\\]/.test(text)) return undefined;
  escapes.lastIndex = 0;
  let result = "";
  let copied = 0;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  const copyTo = (end: number) => {
    starts.set(source.starts.subarray(copied, end), result.length);
    ends.set(source.ends.subarray(copied, end), result.length);
    result += text.slice(copied, end);
  };
  for (let match = escapes.exec(text); match !== null; match = escapes.exec(text)) {
    const decoded = meaning(match);
    if (decoded === undefined) continue;
    copyTo(match.index);
    const from = source.starts[match.index]!;
    copied = match.index + match[0].length;
    starts.fill(from, result.length, result.length + decoded.length);
    ends.fill(source.ends[copied - 1]!, result.length, result.length + decoded.length);
    result += decoded;
  }
  if (copied === 0) return undefined;
  copyTo(text.length);
  return { text: result, starts, ends };
}

/** The text alone of {@link decodeLayer}. */
export function decodedText(text: string): string | undefined {
  if (!/[%&\\]/.test(text)) return undefined;
  const decoded = text.replaceAll(escapes, (...match) => meaning(match as unknown as RegExpExecArray) ?? match[0]);
  return decoded === text ? undefined : decoded;
}

/** A text that was not decoded. */
export function undecoded(text: string): DecodedText {
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  for (let index = 0; index < text.length; index++) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text, starts, ends };
}

function meaning([, percent, decimal, hex, name, braced, four, two, octal, other]: RegExpExecArray):
  | string
  | undefined {
  if (percent !== undefined) return String.fromCharCode(Number.parseInt(percent, 16));
  if (name !== undefined) return named[name] ?? named[name.toLowerCase()];
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  if (other !== undefined) return letters[other] ?? other;
  const code = decimal === undefined ? Number.parseInt((hex ?? braced ?? four ?? two)!, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
