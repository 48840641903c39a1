import { maxVariants } from "../grammar/limits.ts";
import { valueKind } from "./value-kind.ts";
import { findVariables, type VariableUse } from "./variables.ts";

/** The possible texts of a dashboard's variables, by name. */
export type VariableOptions = ReadonlyMap<string, readonly string[]>;

/**
 * The combinations of options to parse a query with: the first option of each variable that it uses outside strings,
 * then every other option of one variable at a time. Options that are equal for the grammar (two names, two numbers)
 * count once. Returns at least one and at most {@link maxVariants} combinations; without options, the combination is
 * empty and every variable is guessed.
 */
export function variantsOf(
  uses: readonly VariableUse[],
  options: VariableOptions | undefined,
): ReadonlyMap<string, string>[] {
  if (options === undefined || options.size === 0) return [noTexts];
  const used = new Set<string>();
  for (const { name, place } of uses) if (place === "code") used.add(name);
  if (used.size === 0) return [noTexts];
  const choices = [...used].flatMap((name): [string, string[]][] => {
    const texts = oneOfEachKind(options.get(name) ?? []);
    return texts.length === 0 ? [] : [[name, texts]];
  });
  const first = new Map(choices.map(([name, [text]]) => [name, text!] as const));
  const others = choices.flatMap(([name, texts]) => texts.slice(1).map((text) => new Map(first).set(name, text)));
  return [first, ...others].slice(0, maxVariants);
}

const noTexts: ReadonlyMap<string, string> = new Map();

/**
 * One option of each kind. Leaves out options that contain variables or are far too long.
 */
function oneOfEachKind(texts: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const text of texts) {
    if (text.length > 10_000 || findVariables(text).length > 0) continue;
    const key = valueKind(text);
    if (!found.has(key)) found.set(key, text);
    if (found.size >= maxVariants) break;
  }
  return [...found.values()];
}
