import { shortestPrefix } from "./secret.ts";
import type { SecretForm } from "./secret-forms.ts";
import { squeezed } from "./squeeze.ts";

/** A place in the text that was searched. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly base64: boolean;
  /** Only its beginning: it counts where a word ends there, as a cut leaves it. */
  readonly partial: boolean;
}

interface Sought {
  readonly text: string;
  readonly base64: boolean;
  /** Characters that have to agree at least: all, or a beginning that is no ordinary word. */
  readonly least: number;
}

const keyLength = 4;

/**
 * A function that finds every form, or a beginning of one that is long enough, in a squeezed text. One pass, however
 * many forms there are: a table of what four characters may begin one says for nearly every place that none does.
 */
export function createFinder(forms: readonly SecretForm[]): (text: string) => Found[] {
  const table = new Uint8Array(65536);
  const byKey = new Map<string, Sought[]>();
  for (const { text, base64 } of forms) {
    const sought = { text: squeezed(text), base64, least: leastPrefix(text) };
    if (sought.text.length < keyLength) continue;
    const key = sought.text.slice(0, keyLength);
    table[hashAt(key, 0) & 0xffff] = 1;
    byKey.set(key, [...(byKey.get(key) ?? []), sought]);
  }
  return (text) => {
    const found: Found[] = [];
    let hash = text.length < keyLength ? 0 : hashAt(text, 0);
    for (let from = 0; from + keyLength <= text.length; from++) {
      // The same as hashAt, from the one before: one character goes, another comes.
      if (from > 0) hash = ((hash ^ text.charCodeAt(from - 1)) >>> 4) ^ (text.charCodeAt(from + 3) << 12);
      if (table[hash & 0xffff] === 0) continue;
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

/** The shortest beginning that gives a secret away and is no word of everybody's. */
function leastPrefix(text: string): number {
  const word = /^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)/.exec(text)?.[0].length ?? 0;
  return Math.min(Math.max(shortestPrefix, word + 1), 12);
}

function hashAt(text: string, at: number): number {
  return (
    text.charCodeAt(at) ^
    (text.charCodeAt(at + 1) << 4) ^
    (text.charCodeAt(at + 2) << 8) ^
    (text.charCodeAt(at + 3) << 12)
  );
}
