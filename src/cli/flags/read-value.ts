import { UsageError } from "../../errors.ts";
import { cleanPassword, cleanToken } from "../../secrets/clean-token.ts";
import { parseDuration } from "../../text/duration.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import type { Option } from "./option.ts";

/** Where a value was given. */
export interface ValueSource {
  /** `--max-series`, `DASHPREVIEW_MAX_SERIES`, or the key of a configuration. */
  readonly name: string;
  readonly kind: "flag" | "variable" | "file";
}

/**
 * Turns text into the value of an option; a duration into milliseconds.
 *
 * @throws {UsageError} naming the flag or the variable, the text and what was expected.
 */
export function readValue(option: Option, text: string, source: ValueSource): unknown {
  switch (option.type) {
    case "boolean":
      return parseBoolean(text) ?? refuse(source, text, "expected 1, true, yes or on, or 0, false, no or off");
    case "number":
      return readNumber(option, text, source);
    case "duration":
      return option.words?.includes(text) ? text : readDuration(option, text, source);
    case "choice":
      return option.choices.includes(text) ? text : refuseChoice(option.choices, text, source);
    case "string":
      if (option.secret === "whole" || option.secret === "password")
        return (
          (option.secret === "whole" ? cleanToken(text) : cleanPassword(text)) ??
          refuse(source, undefined, "it has a line break inside")
        );
      if (option.form === undefined || option.form.pattern.test(text)) return text;
      return refuse(source, option.form.secret === true ? undefined : text, `expected ${option.form.expected}`);
  }
}

/** `1`, `true`, `yes`, `on` and their opposites, in any case; undefined for anything else. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (["1", "true", "yes", "on"].includes(word)) return true;
  return ["0", "false", "no", "off"].includes(word) ? false : undefined;
}

/** @throws {UsageError} always: names the choices, and the one that was probably meant. */
export function refuseChoice(choices: readonly string[], text: string, source: ValueSource): never {
  const nearest = nearestKey(text, choices);
  return refuse(
    source,
    text,
    `expected ${choices.join(", ")}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
  );
}

function readDuration(
  { words = [], longest, positive }: Extract<Option, { type: "duration" }>,
  text: string,
  source: ValueSource,
): number {
  const ms = parseDuration(text);
  if (ms === undefined)
    return refuse(source, text, ["expected a duration such as 30s, 15m, 6h or 1h30m", ...words].join(", or "));
  if (positive === true && ms === 0) return refuse(source, text, "expected a duration longer than 0");
  if (longest !== undefined && ms > parseDuration(longest)!) return refuse(source, text, `at most ${longest}`);
  return ms;
}

function readNumber({ most }: Extract<Option, { type: "number" }>, text: string, source: ValueSource): number {
  const value = wholeNumber(text) ?? refuse(source, text, "expected a whole number of 0 or more");
  return most === undefined || value <= most ? value : refuse(source, text, `at most ${most}`);
}

function wholeNumber(text: string): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function refuse({ name, kind }: ValueSource, text: string | undefined, expected: string): never {
  const between =
    text === undefined ? "" : `${kind === "variable" ? "=" : " "}${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
  throw new UsageError(`${name}${between}: ${expected}${kind === "variable" ? " (set in the environment)" : ""}`);
}
