import { createProblems, type Problems } from "../../data-spec/source/problems.ts";
import { showNames, showValue } from "../../data-spec/source/show-value.ts";
import { readSource, type SpecSource } from "../../data-spec/source/source.ts";
import { SpecError, UsageError } from "../../errors.ts";
import { makeKey } from "../../identity/preview-identity.ts";
import { documentation } from "../../system/documentation.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import type { Option } from "../flags/option.ts";
import { readValue } from "../flags/read-value.ts";
import type { FileValue } from "../flags/value-origin.ts";
import { configurationKeys, pathKeys, whyRefused } from "./configuration-keys.ts";

/** Values by the name of their option; `dashboards` are the paths. */
export type ConfiguredValues = ReadonlyMap<string, FileValue>;

/** A configuration that was read and checked. */
export interface Configuration {
  readonly file: string;
  /** For every run, or for every preview that does not say otherwise. */
  readonly values: ConfiguredValues;
  /** Several previews of one review, each with its own name; empty: there is one. */
  readonly previews: readonly { readonly name: string; readonly values: ConfiguredValues }[];
}

const maxPreviews = 50;
const maxEntries = 1000;
const maxChars = 4096;

/**
 * Reads a configuration.
 *
 * @throws {SpecError} with every problem, each with file, line and column.
 */
export function parseConfiguration(text: string, file: string): Configuration {
  const source = attemptSource(text, file);
  const problems = createProblems(source, "configuration");
  const { data } = source;
  if (data !== null && !isMap(data))
    throw new SpecError(
      [{ message: "expected a map, such as `dashboards: dashboards`", position: source.locate([]) }],
      {
        code: "configuration",
      },
    );
  const values = readValues(data ?? {}, [], { source, problems });
  const previews = readPreviews(data?.["previews"], { source, problems });
  if (previews.length > 0 && values.has("name"))
    problems.add(["name"], "`name` is for a single preview; each entry of `previews` has its own", "key");
  problems.throwIfAny();
  return {
    file,
    values,
    previews: previews.map(({ name, values: own }) => ({ name, values: new Map([...values, ...own]) })),
  };
}

interface Reading {
  readonly source: SpecSource;
  readonly problems: Problems;
}

function readPreviews(given: unknown, reading: Reading): Configuration["previews"] {
  const { problems } = reading;
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.length === 0 || given.length > maxPreviews) {
    problems.add(
      ["previews"],
      `\`previews\`: expected a list of 1 to ${maxPreviews} previews, each a map with \`name\``,
    );
    return [];
  }
  const keys = new Map<string, string>();
  return given.flatMap((entry: unknown, index) => {
    const path = ["previews", index] as const;
    if (!isMap(entry)) {
      problems.add(path, `expected a map with \`name\` and \`dashboards\`, got ${showValue(entry)}`);
      return [];
    }
    const values = readValues(entry, path, reading);
    const name = values.get("name")?.texts[0];
    if (name === undefined) {
      if (entry["name"] === undefined) problems.add(path, "a preview of several needs a `name`");
      return [];
    }
    const key = attempt(() => makeKey("x", name), problems, [...path, "name"]);
    if (key === undefined) return [];
    const other = keys.get(key);
    if (other !== undefined)
      problems.add([...path, "name"], `\`name\`: ${showValue(name)} makes the same key as ${showValue(other)}`);
    keys.set(key, name);
    return [{ name, values }];
  });
}

function readValues(
  map: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
  { source, problems }: Reading,
): ConfiguredValues {
  const values = new Map<string, FileValue>();
  for (const [key, given] of Object.entries(map)) {
    if (key === "previews" && path.length === 0) continue;
    const at = [...path, key];
    const known = Object.hasOwn(configurationKeys, key) ? configurationKeys[key] : undefined;
    if (known === undefined) {
      problems.add(at, unknownKey(key, path.length === 0), "key");
      continue;
    }
    const texts = readTexts(key, known.option, given, (message, index) =>
      problems.add(index === undefined ? at : [...at, index], message),
    );
    const placeOf = (path: readonly (string | number)[]) => {
      const { line, column } = source.locate(path);
      return `${source.file}:${line}:${column}`;
    };
    const places = Array.isArray(given) ? given.map((_, index) => placeOf([...at, index])) : [placeOf(at)];
    if (texts !== undefined) values.set(key, { texts, place: placeOf(at), places });
  }
  return values;
}

function unknownKey(key: string, top: boolean): string {
  const why = whyRefused(key);
  if (why !== undefined) return `\`${key}\` cannot be set in this file: ${why}`;
  const nearest = nearestWord(key, [...Object.keys(configurationKeys), ...(top ? ["previews"] : [])]);
  const shown = key.length > 60 ? `${key.slice(0, 57)}...` : key;
  const hint =
    nearest === undefined ? `${documentation("configuration", "keys")} lists the keys` : `did you mean \`${nearest}\`?`;
  return `unknown key \`${shown}\`; ${hint}`;
}

type Report = (message: string, index?: number) => void;

function readTexts(key: string, option: Option, given: unknown, report: Report): readonly string[] | undefined {
  const list = "array" in option && option.array === true;
  const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (Array.isArray(given) && !list) {
    report(`\`${key}\`: expected one value, got ${showValue(given)}`);
    return undefined;
  }
  if (entries.length === 0 || entries.length > maxEntries) {
    report(`\`${key}\`: expected 1 to ${maxEntries} entries, got ${entries.length}`);
    return undefined;
  }
  const texts = entries.map((entry, index) => {
    const wrong = wrongEntry(key, option, entry);
    if (wrong === undefined) return String(entry);
    report(wrong, Array.isArray(given) ? index : undefined);
    return undefined;
  });
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

function wrongEntry(key: string, option: Option, entry: unknown): string | undefined {
  const wanted = option.type === "boolean" ? "boolean" : option.type === "number" ? "number" : "string";
  const scale = option.type === "choice" && typeof entry === "number" && option.choices.includes(String(entry));
  if (typeof entry !== wanted && !scale) {
    const expected = { boolean: "true or false", number: "a whole number", string: "text" }[wanted];
    const hint =
      option.type === "duration" && typeof entry === "number"
        ? `; add a unit: ${entry}s`
        : option.type === "choice"
          ? `; one of ${showNames(option.choices, "or")}`
          : "";
    const shown = option.type === "duration" ? "a duration such as 6h" : expected;
    return `\`${key}\`: expected ${shown}, got ${showValue(entry)}${hint}`;
  }
  const text = String(entry);
  if (text.trim() === "" || text.length > maxChars || /[\u0000-\u001f\u007f]/.test(text))
    return `\`${key}\`: expected one line of 1 to ${maxChars} characters`;
  if (pathKeys.has(key) && (/^[/\\~-]|^[A-Za-z]:/.test(text) || text.split(/[/\\]/).includes("..")))
    return `\`${key}\`: expected a path below the working folder, got ${showValue(entry)}`;
  try {
    readValue(option, text, { name: `\`${key}\``, kind: "file" });
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Mistakes of the text are a configuration's, not a data spec's. */
function attemptSource(text: string, file: string): SpecSource {
  try {
    return readSource(text, file);
  } catch (error) {
    if (error instanceof SpecError) throw new SpecError(error.problems, { code: "configuration" });
    throw error;
  }
}

function attempt<T>(make: () => T, problems: Problems, path: readonly (string | number)[]): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.add(path, `\`name\`: ${error.message}`);
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
