import { findReferences, type VariableReference } from "../../promql/variables/variable-reference.ts";

/** A part of a regular expression that takes one character, or anything else of it. */
interface Token {
  readonly kind: "character" | "open" | "capture" | "close" | "other";
  readonly text: string;
  /** The variable that Grafana fills in here. */
  readonly reference?: VariableReference;
}

/**
 * The regular expression of a variable, changed so that it lets through only values of some characters: values that
 * hold others are not offered, and everything else is as it was. Without groups the whole answer is the value, with
 * groups what they catch.
 *
 * @param regex - as Grafana has it: `/pattern/flags`, or a pattern for the whole answer; empty for none.
 * @param options.within - a pattern that matches one allowed character.
 * @returns undefined for a regex that Grafana would not take, or that holds variables where they can catch anything.
 */
export function guardRegex(regex: string, { within }: { readonly within: string }): string | undefined {
  // From the beginning of the answer, looked at once: to the end there is nothing but allowed characters.
  const whole = `(?<![\\s\\S])(?=(?:${within})*(?![\\s\\S]))`;
  if (regex === "") return `/${whole}/`;
  const match = /^\/(.*?)\/(g?i?m?y?)$/.exec(regex);
  if ((match === null && regex.startsWith("/")) || /[\n\r\u2028\u2029]/.test(regex)) return undefined;
  const [, pattern = `^${regex}$`, flags = ""] = match ?? [];
  const tokens = tokensOf(pattern);
  if (tokens === undefined || !isRegex(pattern, flags)) return undefined;
  // Grafana finds variables behind a backslash too.
  const references = findReferences(pattern);
  if (tokens.filter(({ reference }) => reference !== undefined).length !== references.length) return undefined;
  if (!tokens.some(({ kind }) => kind === "capture")) {
    return references.some(isFormatted)
      ? undefined
      : `/${whole}${flags.includes("y") ? "" : "[\\s\\S]*?"}(?:${pattern})/${flags}`;
  }
  const guarded = guardCaptures(tokens, within);
  return guarded === undefined ? undefined : `/${guarded}/${flags}`;
}

function isRegex(pattern: string, flags: string): boolean {
  try {
    new RegExp(withoutReferences(pattern), flags);
    return true;
  } catch {
    return false;
  }
}

/**
 * With a letter where Grafana fills in other variables: escaped for a regular expression, unless another format is
 * asked for.
 */
function withoutReferences(pattern: string): string {
  let [text, done] = ["", 0];
  for (const reference of findReferences(pattern)) {
    text += `${pattern.slice(done, reference.from)}x`;
    done = reference.from + reference.text.length;
  }
  return text + pattern.slice(done);
}

function isFormatted({ field, format }: VariableReference): boolean {
  return field !== undefined || format !== undefined;
}

/** Puts the condition before every character inside a group that catches. */
function guardCaptures(tokens: readonly Token[], within: string): string | undefined {
  const open: boolean[] = [];
  let text = "";
  for (const token of tokens) {
    const inside = open.includes(true);
    if (token.kind === "capture") open.push(true);
    else if (token.kind === "open") open.push(false);
    else if (token.kind === "close") open.pop();
    if (token.reference !== undefined && (inside || isFormatted(token.reference))) return undefined;
    text += inside && token.kind === "character" ? `(?:(?=${within})${token.text})` : token.text;
  }
  return text;
}

const tokenPattern = new RegExp(
  [
    "(?<lookaround>\\(\\?(?:<[=!]|[=!:]))",
    "(?<capture>\\((?:\\?<[A-Za-z_$][\\w$]*>)?(?!\\?))",
    "(?<close>\\))",
    "(?<class>\\[(?:\\\\[\\s\\S]|[^\\]\\\\])*\\])",
    "(?<reference>\\\\[1-9]\\d*|\\\\k<[^>]*>|\\\\[bB])",
    "(?<escape>\\\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[\\s\\S]))",
    "(?<quantifier>[*+?]\\??|\\{\\d+(?:,\\d*)?\\}\\??)",
    "(?<other>[$^|])",
    "(?<character>[^()[\\\\])",
  ].join("|"),
  "y",
);

/** Cuts a pattern into tokens; undefined where that fails. */
function tokensOf(pattern: string): Token[] | undefined {
  if (pattern.length > 4096) return undefined;
  const references = new Map(findReferences(pattern).map((reference) => [reference.from, reference]));
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < pattern.length) {
    const reference = references.get(tokenPattern.lastIndex);
    // In brackets it would be a set of characters until its value is there.
    if (reference?.text.startsWith("[") === true) return undefined;
    if (reference !== undefined) {
      tokens.push({ kind: "other", text: reference.text, reference });
      tokenPattern.lastIndex += reference.text.length;
      continue;
    }
    const found = tokenPattern.exec(pattern);
    const groups = found?.groups;
    if (found === null || groups === undefined) return undefined;
    const [text] = found;
    if (groups["lookaround"] !== undefined) tokens.push({ kind: "open", text });
    else if (groups["capture"] !== undefined) tokens.push({ kind: "capture", text });
    else if (groups["close"] !== undefined) tokens.push({ kind: "close", text });
    else if (groups["class"] !== undefined || groups["escape"] !== undefined || groups["character"] !== undefined)
      tokens.push({ kind: "character", text });
    else tokens.push({ kind: "other", text });
  }
  return tokens;
}
