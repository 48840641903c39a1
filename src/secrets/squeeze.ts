import type { DecodedText } from "./decode-layer.ts";

/** White space, control and format characters, and terminal sequences: whatever a folded or coloured line has between two halves of a word. */
const between = /\x1b\[[0-9;]*[A-Za-z]|[\s\p{Cc}\p{Cf}]/gu;

/** Without what may stand between two halves of a word, and in lower case (ASCII only: the length must not change). */
export function squeeze({ text, starts, ends }: DecodedText): DecodedText {
  const lower = lowerCase(text);
  between.lastIndex = 0;
  if (!between.test(lower)) return { text: lower, starts, ends };
  between.lastIndex = 0;
  let result = "";
  let copied = 0;
  const kept = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  const copyTo = (end: number) => {
    kept.starts.set(starts.subarray(copied, end), result.length);
    kept.ends.set(ends.subarray(copied, end), result.length);
    result += lower.slice(copied, end);
  };
  for (let match = between.exec(lower); match !== null; match = between.exec(lower)) {
    copyTo(match.index);
    copied = match.index + match[0].length;
  }
  copyTo(text.length);
  return { text: result, ...kept };
}

/** A secret as it stands in a squeezed text. */
export function squeezed(text: string): string {
  return lowerCase(text.replaceAll(between, ""));
}

function lowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
