import { Buffer } from "node:buffer";

/** Ways in which a server could repeat a secret. */
export const echoes: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "in upper case": (secret) => secret.toUpperCase(),
  "percent-encoded": (secret) => encodeURIComponent(secret),
  "percent-encoded in part, in lower case": (secret) => secret.replaceAll("/", "%2f").replaceAll("+", "%2b"),
  "percent-encoded twice": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "percent-encoded throughout": (secret) => [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join(""),
  "as unicode escapes": (secret) => [...secret].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(""),
  "as character references": (secret) => [...secret].map((one) => `&#${one.charCodeAt(0)};`).join(""),
  "as hexadecimal references": (secret) => [...secret].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join(""),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
  "in base64, with a user": (secret) => Buffer.from(`me:${secret}`).toString("base64"),
  "in base64url, in a document": (secret) => Buffer.from(`{"t":"${secret}"}`).toString("base64url"),
  "in base64 twice": (secret) => Buffer.from(Buffer.from(`u:${secret}`).toString("base64")).toString("base64"),
  "in hexadecimal": (secret) => Buffer.from(secret).toString("hex"),
  "folded over lines": (secret) => secret.replaceAll(/.{10}/g, "$&\r\n "),
  "between invisible characters": (secret) => [...secret].join("\u200b"),
  "cut off": (secret) => `${secret.slice(0, 14)}…`,
};

/**
 * What of a secret a reader could get out of a text who knows all these forms: undefined if eight characters of it in a
 * row are nowhere. Written apart from what hides secrets: it undoes escapes in the whole text, and decodes everything
 * that could be base64 or hex.
 */
export function leakOf(secret: string, text: string): string | undefined {
  const parts = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8).toLowerCase());
  return readings(text).find((reading) => {
    const tight = reading.replaceAll(/[\s\u200b\\]/g, "").toLowerCase();
    return parts.some((part) => tight.includes(part));
  });
}

function readings(text: string): string[] {
  const plain = [text];
  for (let round = 0; round < 4; round++) plain.push(undone(plain.at(-1)!));
  const once = plain.flatMap(decodings);
  return [...plain, ...once, ...once.flatMap(decodings)];
}

function undone(text: string): string {
  return text
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\\(["\\/])/g, "$1");
}

function decodings(text: string): string[] {
  const runs = [...text.replaceAll(/[\s\u200b]/g, " ").matchAll(/[A-Za-z0-9+/_-]{12,}/g)].map(([run]) => run);
  return runs.flatMap((run) => [
    ...[0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), "base64").toString("latin1")),
    Buffer.from(run, "hex").toString("latin1"),
  ]);
}
