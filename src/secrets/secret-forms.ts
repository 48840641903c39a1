import { Buffer } from "node:buffer";
import { decodeLayer, undecoded } from "./decode-layer.ts";
import { asLatin1, base64Cores, base64Texts, escapedTexts } from "./encodings.ts";
import { type Secret, shortestPrefix, shortestSecret } from "./secret.ts";

/** A text to look for. */
export interface SecretForm {
  readonly text: string;
  /** Base64: what stands right beside it in the same word belongs to it. */
  readonly base64: boolean;
}

/**
 * The forms of a secret that looking through escapes does not find: as it is, unescaped, with plus signs for blanks, in
 * base64 (at every alignment, of its escaped forms too, and doubled) and in hex. Percent-encoding, character
 * references, backslash escapes, line breaks and case are undone in the text that is searched, not spelled out here.
 */
export function formsOf({ text, kind }: Secret): SecretForm[] {
  const plain = text.trim();
  if (plain.length < shortestSecret) return [];
  const lines = plain.split(/[\r\n]+/).map((line) => line.trim());
  const texts = distinct([
    plain,
    ...lines,
    ...unescaped(plain),
    ...(kind === "random" ? [plain.replaceAll(" ", "+")] : []),
  ]);
  const readings = distinct(texts.flatMap((one) => [one, asLatin1(one)]));
  return [...forms(readings, false, shortestSecret), ...encodedForms(texts)];
}

/** Forms of `user:password` as basic auth sends it; of a short password too, which is not looked for alone. */
export function pairForms(user: string, password: string): SecretForm[] {
  const pair = `${user}:${password}`;
  const twice = base64Texts(pair).flatMap((one) => base64Cores(Buffer.from(one)));
  return forms([...base64Texts(pair), ...twice], true, shortestPrefix);
}

function encodedForms(texts: readonly string[]): SecretForm[] {
  const escaped = texts.flatMap((one) => [one, ...escapedTexts(one)]);
  const once = distinct(distinct(escaped).flatMap((one) => base64Cores(Buffer.from(one, "utf8"))));
  const latin1 = texts.flatMap((one) => (/[\x80-\xff]/.test(one) ? base64Cores(Buffer.from(one, "latin1")) : []));
  const twice = texts
    .flatMap((one) => base64Cores(Buffer.from(one, "utf8")))
    .flatMap((one) => base64Cores(Buffer.from(one)));
  const hex = texts.map((one) => Buffer.from(one, "utf8").toString("hex"));
  return [...forms([...once, ...latin1, ...twice], true, shortestPrefix), ...forms(hex, false, shortestPrefix)];
}

/** A text after unescaping: a password in a URL is given percent-encoded. */
function unescaped(text: string): string[] {
  const found: string[] = [];
  for (let layer = decodeLayer(undecoded(text)); layer !== undefined && found.length < 3; layer = decodeLayer(layer)) {
    found.push(layer.text, Buffer.from(layer.text, "latin1").toString("utf8"));
  }
  return found;
}

function forms(texts: readonly string[], base64: boolean, shortest: number): SecretForm[] {
  return distinct(texts).flatMap((text) => (text.length < shortest ? [] : [{ text, base64 }]));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
