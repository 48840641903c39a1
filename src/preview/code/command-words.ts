import { UsageError } from "../../errors.ts";

/** Characters by which a shell would do more than start one program. */
const shellCharacters = /[|&;<>()$`*?\n\r]/;
const shellAdvice = "no shell reads it; put it into a script, or write sh -c '…'";

/**
 * Splits a command into the program and its arguments, as a shell would: at blanks; `'…'` is taken as it is, in `"…"`
 * and outside of quotes a backslash takes the next character as it is. Nothing is expanded, and what a shell would
 * expand or obey is refused outside of quotes.
 *
 * @param name - of the option, for messages: `--build`.
 * @throws {UsageError} if it is empty, a quote is open, or it needs a shell.
 */
export function commandWords(text: string, { name }: { readonly name: string }): readonly [string, ...string[]] {
  const fail = (why: string) => new UsageError(`${name} ${JSON.stringify(text)}: ${why}`);
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (/[ \t]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'" || character === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === undefined) throw fail(`the quote ${character} is not closed`);
      if (quoted.expands) throw fail(`in "…" a shell would replace $ and \`: ${shellAdvice}`);
      word = (word ?? "") + quoted.text;
      at = quoted.end;
    } else if (character === "\\") {
      if (at + 1 === text.length) throw fail("it ends with a backslash");
      word = (word ?? "") + text[++at]!;
    } else if (shellCharacters.test(character) || (word === undefined && /[~#]/.test(character))) {
      throw fail(`${JSON.stringify(character)} needs a shell, and ${shellAdvice}`);
    } else word = (word ?? "") + character;
  }
  if (word !== undefined) words.push(word);
  const [program, ...rest] = words;
  if (program === undefined || program === "") throw fail("a command was expected");
  if (/^[A-Za-z_]\w*=/.test(program)) throw fail(`to set a variable, write env ${program} …`);
  return [program, ...rest];
}

interface Quoted {
  readonly text: string;
  /** Where the closing quote is. */
  readonly end: number;
  /** It has something that a shell would replace. */
  readonly expands: boolean;
}

function readQuoted(text: string, start: number): Quoted | undefined {
  const quote = text[start]!;
  let inner = "";
  let expands = false;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === quote) return { text: inner, end: at, expands };
    if (quote === '"' && character === "\\" && /["\\$`]/.test(text[at + 1] ?? "")) inner += text[++at]!;
    else {
      if (quote === '"' && /[$`]/.test(character)) expands = true;
      inner += character;
    }
  }
  return undefined;
}
