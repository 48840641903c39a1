import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli/output/safe-json.ts
function safeJson(value, indent) {
  return JSON.stringify(value, void 0, indent).replaceAll(/[\x7f-\x9f\p{Cf}\u2028\u2029]/gu, escaped).replaceAll(/##(?=\[|vso\[|teamcity\[)/gi, "#\\u0023").replaceAll(/(?<=section_(?:start|end)):/gi, "\\u003a");
}
function escaped(character) {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`
  ).join("");
}

export {
  safeJson
};
