import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("/generated/"));

/** Lines over 120 characters that could be broken: those without a word (a regex, a URL, a path) of 60 or more. */
function tooLong(text: string): string[] {
  return text.split("\n").filter((line) => [...line].length > 120 && !/\S{60}/.test(line));
}

/** First lines of docstrings that describe a thing as "What …" instead of naming it. */
function roundabout(text: string): string[] {
  return text.match(/\/\*\*\s*(?:\*\s*)?What\b.*/g) ?? [];
}

const found = (search: (text: string) => string[]) =>
  files.flatMap((file) => search(readFileSync(join(root, file), "utf8")).map((line) => `${file}: ${line.trim()}`));

test("the searches find long lines and docstrings that begin with What", () => {
  expect(tooLong(`${"ab ".repeat(40)}\n${"ab ".repeat(40)}c\n${"a".repeat(130)}`)).toEqual([`${"ab ".repeat(40)}c`]);
  expect(roundabout("/** What it is. */\n/**\n * What it was.\n */\n/** The place. */\n/** Whatever. */")).toHaveLength(
    2,
  );
});

test("no line of the source is longer than 120 characters, except around a regex or a URL", () => {
  expect(files.length).toBeGreaterThan(300);
  expect(found(tooLong)).toEqual([]);
});

test("no docstring of the source begins with What", () => {
  expect(found(roundabout)).toEqual([]);
});
