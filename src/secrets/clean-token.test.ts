import { expect, test } from "vitest";
import { cleanPassword, cleanToken } from "./clean-token.ts";

test.for([
  ["abc", "abc"],
  [" abc\t", "abc"],
  ["abc\r\n", "abc"],
  ["\ufeffabc\n", "abc"],
  [" \n", ""],
  ["a\nb", undefined],
  ["a\rb\n", undefined],
] as const)("cleanToken makes of %j %j", ([text, token]) => {
  expect(cleanToken(text)).toBe(token);
});

test.for([
  [" a b ", " a b "],
  ["abc\r\n\n", "abc"],
  ["\ufeffabc", "abc"],
  ["a\nb", undefined],
] as const)("cleanPassword makes of %j %j", ([text, password]) => {
  expect(cleanPassword(text)).toBe(password);
});
