import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shortestPrefix,
  shortestSecret
} from "./chunk-I2SEJ6BX.js";

// src/secrets/decode-layer.ts
var named = {
  Hat: "^",
  NewLine: "\n",
  Tab: "	",
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
  hyphen: "‐",
  lbrace: "{",
  lbrack: "[",
  lcub: "{",
  lowbar: "_",
  lpar: "(",
  lsqb: "[",
  lt: "<",
  LT: "<",
  midast: "*",
  nbsp: " ",
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
  zwnj: "‌",
  zwj: "‍",
  shy: "­"
};
var escapes = /%([0-9a-f]{2})|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?|\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-7]{3})|([^0-9a-tv-wyz]|[bfnrt]))/gi;
var letters = { b: "\b", f: "\f", n: "\n", r: "\r", t: "	" };
function decodeLayer(source) {
  const { text } = source;
  if (!/[%&\\]/.test(text)) return void 0;
  escapes.lastIndex = 0;
  let result = "";
  let copied = 0;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  const copyTo = (end) => {
    starts.set(source.starts.subarray(copied, end), result.length);
    ends.set(source.ends.subarray(copied, end), result.length);
    result += text.slice(copied, end);
  };
  for (let match = escapes.exec(text); match !== null; match = escapes.exec(text)) {
    const decoded = meaning(match);
    if (decoded === void 0) continue;
    copyTo(match.index);
    const from = source.starts[match.index];
    copied = match.index + match[0].length;
    starts.fill(from, result.length, result.length + decoded.length);
    ends.fill(source.ends[copied - 1], result.length, result.length + decoded.length);
    result += decoded;
  }
  if (copied === 0) return void 0;
  copyTo(text.length);
  return { text: result, starts, ends };
}
function decodedText(text) {
  if (!/[%&\\]/.test(text)) return void 0;
  const decoded = text.replaceAll(escapes, (...match) => meaning(match) ?? match[0]);
  return decoded === text ? void 0 : decoded;
}
function undecoded(text) {
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  for (let index = 0; index < text.length; index++) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text, starts, ends };
}
function meaning([, percent, decimal, hex, name, braced, four, two, octal, other]) {
  if (percent !== void 0) return String.fromCharCode(Number.parseInt(percent, 16));
  if (name !== void 0) return named[name] ?? named[name.toLowerCase()];
  if (octal !== void 0) return String.fromCharCode(Number.parseInt(octal, 8));
  if (other !== void 0) return letters[other] ?? other;
  const code = decimal === void 0 ? Number.parseInt(hex ?? braced ?? four ?? two, 16) : Number(decimal);
  return code <= 1114111 ? String.fromCodePoint(code) : void 0;
}

// src/secrets/squeeze.ts
var between = /\x1b\[[0-9;]*[A-Za-z]|[\s\p{Cc}\p{Cf}]/gu;
var unseen = new RegExp("\\p{Cf}", "gu");
function squeeze({ text, ...places }) {
  return without({ text: lowerCase(text), ...places }, between);
}
function withoutUnseen(decoded) {
  return without(decoded, unseen);
}
function without({ text, starts, ends }, dropped) {
  dropped.lastIndex = 0;
  if (!dropped.test(text)) return { text, starts, ends };
  dropped.lastIndex = 0;
  let result = "";
  let copied = 0;
  const kept = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  const copyTo = (end) => {
    kept.starts.set(starts.subarray(copied, end), result.length);
    kept.ends.set(ends.subarray(copied, end), result.length);
    result += text.slice(copied, end);
  };
  for (let match = dropped.exec(text); match !== null; match = dropped.exec(text)) {
    copyTo(match.index);
    copied = match.index + match[0].length;
  }
  copyTo(text.length);
  return { text: result, ...kept };
}
function squeezed(text) {
  return lowerCase(/^[\x20-\x7e]*$/.test(text) ? text.replaceAll(" ", "") : text.replaceAll(between, ""));
}
function lowerCase(text) {
  return text.replaceAll(/[A-Z]+/g, (letters2) => letters2.toLowerCase());
}

// src/secrets/find-forms.ts
var keyLength = 4;
function createFinder(forms2) {
  const table = new Uint8Array(65536);
  const byKey = /* @__PURE__ */ new Map();
  for (const { text, base64 } of forms2) {
    const sought = { text: squeezed(text), base64, least: leastPrefix(text) };
    if (sought.text.length < keyLength) continue;
    const key = sought.text.slice(0, keyLength);
    table[hashAt(key, 0) & 65535] = 1;
    byKey.set(key, [...byKey.get(key) ?? [], sought]);
  }
  return (text) => {
    const found = [];
    let hash = text.length < keyLength ? 0 : hashAt(text, 0);
    for (let from = 0; from + keyLength <= text.length; from++) {
      if (from > 0) hash = (hash ^ text.charCodeAt(from - 1)) >>> 4 ^ text.charCodeAt(from + 3) << 12;
      if (table[hash & 65535] === 0) continue;
      for (const { text: wanted, base64, least } of byKey.get(text.slice(from, from + keyLength)) ?? []) {
        let length = keyLength;
        while (length < wanted.length && text[from + length] === wanted[length]) length++;
        if (length === wanted.length || length >= least)
          found.push({ from, to: from + length, base64, partial: length < wanted.length });
      }
    }
    return found;
  };
}
function leastPrefix(text) {
  const word = /^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)/.exec(text)?.[0].length ?? 0;
  return Math.min(Math.max(shortestPrefix, word + 1), 12);
}
function hashAt(text, at) {
  return text.charCodeAt(at) ^ text.charCodeAt(at + 1) << 4 ^ text.charCodeAt(at + 2) << 8 ^ text.charCodeAt(at + 3) << 12;
}

// src/secrets/secret-forms.ts
import { Buffer as Buffer2 } from "node:buffer";

// src/secrets/encodings.ts
import { Buffer } from "node:buffer";
function base64Cores(bytes) {
  const cores = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return padded.slice(Math.ceil(offset * 8 / 6), Math.floor((offset + bytes.length) * 8 / 6));
  });
  return withUrlAlphabet(cores);
}
function base64Texts(text) {
  return withUrlAlphabet([Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "")]);
}
function escapedTexts(text) {
  const wellFormed = Buffer.from(text, "utf8").toString("utf8");
  return [
    encodeURIComponent(wellFormed),
    new URLSearchParams({ "": wellFormed }).toString().slice(1),
    JSON.stringify(wellFormed).slice(1, -1)
  ];
}
function withUrlAlphabet(texts) {
  return [...new Set(texts.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]))];
}
function asLatin1(text) {
  return Buffer.from(text, "utf8").toString("latin1");
}

// src/secrets/secret-forms.ts
function formsOf({ text, kind }) {
  const plain = text.trim();
  if (plain.length < shortestSecret) return [];
  const lines = plain.split(/[\r\n]+/).map((line) => line.trim());
  const texts = distinct([
    plain,
    ...lines,
    ...unescaped(plain),
    ...kind === "random" ? [plain.replaceAll(" ", "+")] : []
  ]);
  const readings = distinct(texts.flatMap((one) => [one, asLatin1(one)]));
  return [...forms(readings, false, shortestSecret), ...encodedForms(texts)];
}
function pairForms(user, password) {
  const pair = `${user}:${password}`;
  const twice = base64Texts(pair).flatMap((one) => base64Cores(Buffer2.from(one)));
  return forms([...base64Texts(pair), ...twice], true, shortestPrefix);
}
function encodedForms(texts) {
  const escaped = texts.flatMap((one) => [one, ...escapedTexts(one)]);
  const once = distinct(distinct(escaped).flatMap((one) => base64Cores(Buffer2.from(one, "utf8"))));
  const latin1 = texts.flatMap((one) => /[\x80-\xff]/.test(one) ? base64Cores(Buffer2.from(one, "latin1")) : []);
  const twice = texts.flatMap((one) => base64Cores(Buffer2.from(one, "utf8"))).flatMap((one) => base64Cores(Buffer2.from(one)));
  const hex = texts.map((one) => Buffer2.from(one, "utf8").toString("hex"));
  return [...forms([...once, ...latin1, ...twice], true, shortestPrefix), ...forms(hex, false, shortestPrefix)];
}
function unescaped(text) {
  const found = [];
  for (let layer = decodeLayer(undecoded(text)); layer !== void 0 && found.length < 3; layer = decodeLayer(layer)) {
    found.push(layer.text, Buffer2.from(layer.text, "latin1").toString("utf8"));
  }
  return found;
}
function forms(texts, base64, shortest) {
  return distinct(texts).flatMap((text) => text.length < shortest ? [] : [{ text, base64 }]);
}
function distinct(texts) {
  return [...new Set(texts)];
}

// src/secrets/token-shapes.ts
var shapes = [
  /\bglsa_[A-Za-z0-9]{16,}(?:_[0-9a-f]{8})?/gi,
  /\bglc_[A-Za-z0-9+/]{20,}=*/gi,
  /(?<![\w+-])eyJrIjoi[A-Za-z0-9+/]{16,}=*/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/gi,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/gi,
  /\bgl(?:pat|ptt|dt|rt|cbt|ft|imt|agent|soat|oas)-[A-Za-z0-9_.-]{20,}/gi,
  /(?<![\w-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /(?<=:\/\/)[^\s/?#@"'<>:]{0,200}:[^\s/?#@"'<>]{1,500}(?=@)/g,
  /(?<=\b(?:bearer|basic)(?:\s|%20|\+){1,3})(?=[^\s"'<>]{0,200}[0-9=])[A-Za-z0-9+/_.~=-]{8,}/gi
];
var hint = /gl[a-z]{1,6}[_-]|eyJ|gh[pousr]_|github_pat_|:\/\/|bearer|basic/i;
function findShapes(text) {
  if (!hint.test(text)) return [];
  return shapes.flatMap(
    (shape) => [...text.matchAll(shape)].map((match) => [match.index, match.index + match[0].length])
  );
}

// src/secrets/redactor.ts
var hidden = "[hidden]";
var maxLayers = 5;
function createRedactor(known) {
  let all = known;
  let { find, words } = prepare(all);
  const places = (text) => merged([...placesOf(text, find, words), ...findShapes(text)]);
  const clean = (text) => replacePlaces(text, places(text));
  return {
    text: clean,
    places,
    value: (value) => cleanValue(value, clean),
    learn({ secrets, pairs = [] }) {
      all = { secrets: [...all.secrets, ...secrets], pairs: [...all.pairs ?? [], ...pairs] };
      ({ find, words } = prepare(all));
    }
  };
}
function prepare({ secrets, pairs = [] }) {
  const find = createFinder([
    ...secrets.flatMap((secret) => encoded(secret)),
    ...pairs.flatMap(({ user, password }) => pairForms(user, password))
  ]);
  const words = secrets.filter(({ kind, text }) => kind === "word" && text.trim().length >= shortestSecret).map(({ text }) => text.trim());
  return { find, words };
}
function encoded(secret) {
  return formsOf(secret).filter(
    ({ text }) => secret.kind === "random" || text.toLowerCase() !== secret.text.trim().toLowerCase()
  );
}
function placesOf(text, find, words) {
  if (text.length < shortestSecret || !mayHold(text, find, words)) return [];
  const found = [];
  let layer = undecoded(text);
  for (let depth = 0; layer !== void 0 && depth < maxLayers; depth++) {
    const { text: tight, starts, ends } = squeeze(layer);
    for (const { from, to, base64, partial } of find(tight)) {
      const place = [starts[from], ends[to - 1]];
      if (partial && /[\w-]/.test(text[place[1]] ?? "")) continue;
      found.push(base64 ? wholeWord(text, place) : place);
    }
    const visible = words.length === 0 ? layer : withoutUnseen(layer);
    for (const word of words) found.push(...wordPlaces(visible, word));
    layer = decodeLayer(layer);
  }
  return found;
}
function mayHold(text, find, words) {
  let layer = text;
  for (let depth = 0; layer !== void 0 && depth < maxLayers; depth++) {
    if (find(squeezed(layer)).length > 0) return true;
    const visible = words.length === 0 ? "" : layer.replaceAll(new RegExp("\\p{Cf}", "gu"), "");
    if (words.some((word) => visible.includes(word))) return true;
    layer = decodedText(layer);
  }
  return false;
}
function wordPlaces({ text, starts, ends }, word) {
  const found = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const after = at + word.length;
    if (!/[A-Za-z0-9]/.test(`${text[at - 1] ?? ""}${text[after] ?? ""}`)) found.push([starts[at], ends[after - 1]]);
  }
  return found;
}
function wholeWord(text, [from, to]) {
  let [start, end] = [from, to];
  while (start > 0 && from - start < 400 && /[A-Za-z0-9+/_-]/.test(text[start - 1])) start--;
  while (end < text.length && end - to < 400 && /[A-Za-z0-9+/_=-]/.test(text[end])) end++;
  return [start, end];
}
function merged(places) {
  const result = [];
  for (const [from, to] of [...places].sort(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last !== void 0 && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
function replacePlaces(text, places) {
  if (places.length === 0) return text;
  let result = "";
  let copied = 0;
  for (const [from, to] of places) {
    result += text.slice(copied, from) + hidden;
    copied = to;
  }
  return result + text.slice(copied);
}
function cleanValue(value, clean) {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, clean));
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [cleanValue(key, clean), cleanValue(item, clean)]));
  if (typeof value !== "object" || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      /^[A-Za-z]{1,30}$/.test(key) ? key : clean(key),
      cleanValue(item, clean)
    ])
  );
}

export {
  hidden,
  createRedactor
};
