import { expect, test } from "vitest";
import { hasRegexEscape, looksLikeRegex } from "./regex-text.ts";

test.for([".+", ".*", "api-.*", ".*-api", "(a-1|b-2)", "(?:a|b)", "^(a|b)$", "^.+$"])(
  "looksLikeRegex sees that %s is none of a label's values",
  (text) => {
    expect(looksLikeRegex(text)).toBe(true);
  },
);

test.for(["", "api", "web1.example.org", "a|b", "(eth0)", "/", "*", "1.2.3.4:9100", "C:\\", "a.b+c", "f(x)", "$host"])(
  "looksLikeRegex lets %j be a value",
  (text) => {
    expect(looksLikeRegex(text)).toBe(false);
  },
);

test("hasRegexEscape sees escaped regex characters, and no other backslash", () => {
  expect(["web1\\.example\\.org", "a\\|b", "c\\\\d"].map(hasRegexEscape)).toEqual([true, true, true]);
  expect(["web1.example.org", "\\Device", "C:\\dir"].map(hasRegexEscape)).toEqual([false, false, false]);
});
