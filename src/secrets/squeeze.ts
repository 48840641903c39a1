import type { DecodedText } from "./decode-layer.ts";

/**
 * White space, control and format characters, and terminal sequences: whatever a folded or coloured line has between
 * two halves of a word.
 */
const between = /\x1b\[[0-9;]*[A-Za-z]|[\s\p{Cc}\p{Cf}]/gu;

const unseen = /\p{Cf}/gu;

/** Without what may stand between two halves of a word, and in lower case (ASCII only: the length must not change). */
export function squeeze({ text, ...places }: DecodedText): DecodedText {
  return without({ text: lowerCase(text), ...places }, between);
}

/** Without characters that are not seen; blanks and line ends stay. */
export function withoutUnseen(decoded: DecodedText): DecodedText {
  return without(decoded, unseen);
}

function without({ text, starts, ends }: DecodedText, dropped: RegExp): DecodedText {
  dropped.lastIndex = 0;
  if (!dropped.test(text)) return { text, starts, ends };
  dropped.lastIndex = 0;
  let result = "";
  let copied = 0;
  const kept = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  const copyTo = (end: number) => {
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

/** The text alone of {@link squeeze}, many times faster. */
export function squeezed(text: string): string {
  return lowerCase(/^[\x20-\x7e]*$/.test(text) ? text.replaceAll(" ", "") : text.replaceAll(between, ""));
}

function lowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
