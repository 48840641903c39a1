import { Buffer } from "node:buffer";
import { base64Texts, escapedTexts } from "./encodings.ts";
import { formsOf } from "./secret-forms.ts";

/**
 * Every form of a secret spelled out, for a reader that compares texts and decodes nothing, such as GitHub's runner.
 * {@link formsOf} leaves out what looking through escapes finds; here it is added. Empty for a blank text.
 */
export function spelledForms(secret: string): string[] {
  if (secret.trim() === "") return [];
  const texts = [secret, secret.trim(), ...secret.split(/\r?\n/).map((line) => line.trim())];
  const spelled = texts.flatMap((text) => [
    text,
    `Bearer ${text.trim()}`,
    `Basic ${text.trim()}`,
    ...encodedTexts(text),
    ...escapedTexts(text),
  ]);
  return [...spelled, ...formsOf({ text: secret, kind: "random" }).map(({ text }) => text)];
}

/** `user:password` as basic auth sends it, alone and with `Basic` before it. */
export function spelledPairs(user: string, password: string): string[] {
  return encodedTexts(`${user}:${password}`).flatMap((text) => [text, `Basic ${text}`]);
}

/** Base64 with and without padding, in both alphabets, and hex. */
function encodedTexts(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return [bytes.toString("base64"), ...base64Texts(text), bytes.toString("hex")];
}
