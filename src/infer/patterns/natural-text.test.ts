import { expect, test } from "vitest";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import { naturalTexts } from "./natural-text.ts";
import { parsePattern } from "./pattern.ts";

const texts = (regex: string, numbered = false) =>
  naturalTexts(parsePattern(regex)!, { words: ["one", "two"], numbered, limit: 3 });

test("naturalTexts takes the label's own words where everything is open", () => {
  expect(texts(".*")).toEqual(["one", "two"]);
  expect(texts(".+")).toEqual(["one", "two"]);
});

test("naturalTexts counts members behind a prefix, and names anything else", () => {
  expect(texts("web-.*", true)).toEqual(["web-0", "web-1", "web-2"]);
  expect(texts("web-.*")).toEqual(["web-checkout", "web-payments", "web-orders"]);
});

test("naturalTexts writes nothing for what stands around the text that a regex looks for", () => {
  expect(texts("(?:.*)(?:web)(?:.*)")[0]).toBe("web");
});

test("naturalTexts reads a dot that is not escaped as one, and as a digit behind digits", () => {
  expect(texts("mon.(.*)", true)[0]).toBe("mon.0");
  expect(texts("4..")).toEqual(["400", "401", "402"]);
});

test("naturalTexts is bounded, and counts its steps", () => {
  for (const text of texts("(a{900}b{900}|c){900}")) expect(text.length).toBeLessThanOrEqual(400);
  expect(attemptWork(new Work(2), () => texts("(a|b)(c|d)(e|f)"))).toBeUndefined();
});
