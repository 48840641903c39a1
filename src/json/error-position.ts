/** The first JSON syntax error of a text, and the expected input. Line and column count from 1. */
export interface JsonError {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const space = /[ \t\r\n]*/y;

/**
 * Finds the first syntax error of a text that `JSON.parse` refused, whose messages lack a position for short texts.
 * Works without recursion.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function findJsonError(json: string): JsonError {
  let at = 0;
  const open: ("{" | "[")[] = [];
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(json);
    if (match !== null) at += match[0].length;
    return match !== null;
  };
  const takeString = () => {
    const end = json[at] === '"' ? endOfString(json, at) : undefined;
    at = end ?? at;
    return end !== undefined;
  };
  const name = () => takeString() && take(space) && json[at] === ":" && ++at > 0;
  for (let first = false; ; ) {
    take(space);
    const closing = open.at(-1) === "{" ? "}" : "]";
    if (first && json[at] === closing) {
      at++;
      open.pop();
      first = false;
    } else {
      if (open.at(-1) === "{" && !name()) return position(json, at, 'a property such as "title": …');
      take(space);
      const char = json[at];
      if (char === "{" || char === "[") {
        at++;
        open.push(char);
        first = true;
        continue;
      }
      if (!takeString() && !take(scalar))
        return position(json, at, "a value (text in double quotes, a number, true, false, null, { or [)");
      first = false;
    }
    const end = closeAll();
    if (end !== undefined) return end;
  }

  /** After a value: reads closing brackets, then a comma. */
  function closeAll(): JsonError | undefined {
    for (;;) {
      take(space);
      const outer = open.at(-1);
      if (outer === undefined) return position(json, at, "the end of the file");
      if (json[at] === ",") {
        at++;
        return undefined;
      }
      if (json[at] !== (outer === "{" ? "}" : "]"))
        return position(json, at, outer === "{" ? "a comma or }" : "a comma or ]");
      at++;
      open.pop();
    }
  }
}

/**
 * The offset after the closing quote of the string that begins at `from`; undefined if it is not closed or has invalid
 * characters.
 */
function endOfString(json: string, from: number): number | undefined {
  for (let at = from + 1; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return undefined;
    if (code !== 0x5c) continue;
    const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(json.slice(at + 1, at + 6));
    if (escaped === null) return undefined;
    at += escaped[0].length;
  }
  return undefined;
}

function position(json: string, at: number, expected: string): JsonError {
  const before = json.slice(0, at);
  const line = before.split("\n").length;
  const found = at >= json.length ? "the file ends here" : `found ${JSON.stringify(json[at])}`;
  return { line, column: at - before.lastIndexOf("\n"), expected: `expected ${expected}, ${found}` };
}
