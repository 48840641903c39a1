import { Buffer } from "node:buffer";

/**
 * The base64 characters that three alignments of some bytes have in common whatever stands around them: a token is
 * found inside `user:token` or a whole encoded document. Standard and URL-safe alphabet.
 */
export function base64Cores(bytes: Uint8Array): string[] {
  const cores = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return padded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return withUrlAlphabet(cores);
}

/** Base64 of a whole text, without padding, in both alphabets. */
export function base64Texts(text: string): string[] {
  return withUrlAlphabet([Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "")]);
}

/** A text as a URL, a form and a JSON document hold it. A lone surrogate becomes U+FFFD, as in UTF-8. */
export function escapedTexts(text: string): [url: string, form: string, json: string] {
  const wellFormed = Buffer.from(text, "utf8").toString("utf8");
  return [
    encodeURIComponent(wellFormed),
    new URLSearchParams({ "": wellFormed }).toString().slice(1),
    JSON.stringify(wellFormed).slice(1, -1),
  ];
}

function withUrlAlphabet(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]))];
}

/** UTF-8 bytes read as Latin-1: what percent-decoding byte by byte, or a header that is read so, makes of a text. */
export function asLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
