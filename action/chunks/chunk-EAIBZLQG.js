import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/plain-line.ts
var lineEnds = /[\t\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]+/g;
var unseen = new RegExp("\\p{Cc}|\\p{Cf}|\\p{Zl}|\\p{Zp}|\\p{Cs}|[\\u115f\\u1160\\u180e\\u3164\\uffa0]|\\u034f|\\u17b4|\\u17b5|\\u180b|\\u180c|\\u180d|\\u180f", "gu");
function plainLine(text) {
  return withoutCommands(withoutControls(text.replaceAll(lineEnds, " ")));
}
function withoutControls(text) {
  return text.replaceAll(unseen, (character) => {
    const code = character.codePointAt(0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
function withoutCommands(line) {
  return line.replace(/^([\s\p{DI}]*):(?=[\p{DI}\p{M}]*:)/u, "$1·:").replaceAll(/#([\p{DI}\p{M}]*)#(?=[\p{DI}\p{M}]*(?:\[|vso|teamcity))/giu, "#$1#·").replaceAll(/\bsection_(start|end)(?=:)/gi, "section_$1·");
}

export {
  plainLine,
  withoutControls,
  withoutCommands
};
