/**
 * JSON that is safe in a terminal and in a CI log: control and format characters are escapes, and so is what GitHub,
 * Azure and TeamCity would take for a command. It says the same to whoever parses it.
 */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replaceAll(/[\x7f-\x9f\p{Cf}\u2028\u2029]/gu, escaped)
    .replaceAll(/##(?=\[|vso\[|teamcity\[)/gi, "#\\u0023")
    .replaceAll(/(?<=section_(?:start|end)):/gi, "\\u003a");
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
