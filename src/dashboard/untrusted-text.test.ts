import fc from "fast-check";
import { expect, test } from "vitest";
import { harmlessText, isInternalLink, withoutUserVariables } from "./untrusted-text.ts";

test.for([
  ["![cat](https://evil.example/cat.png)", "[cat] "],
  ["[![x](https://evil.example/a)](https://evil.example/b)", "[[x] ] "],
  ["[page](/d/abc/page?var-x=1)", "[page](/d/abc/page?var-x=1)"],
  ["[page](//evil.example)", "[page] "],
  ["[page](/\\evil.example)", "[page] "],
  ["[page](javascript:alert(1))", "[page] (javascript:alert(1))"],
  ["[page][ref]\n[ref]: https://evil.example", "[page] [ref]\n[ref]\\: https://evil.example"],
  ['<img src="https://evil.example/a">', ""],
  ['<b onclick="x()">bold</b>', "<b>bold</b>"],
  ['<a href="/d/abc" target="_blank">in</a> <a href="https://evil.example">out</a>', '<a href="/d/abc">in</a> <a>out</a>'],
  ["<style>@import url(//evil.example)</style>", "@import url(//evil.example)"],
  ["a < b and <c", "a &lt; b and &lt;c"],
  ["<<img src=x>img src=x>", "&lt;img src=x>"],
  ["# Title\n\n- one\n- `code`", "# Title\n\n- one\n- `code`"],
  ["Hello ${__user.login}", "Hello -"],
])("harmlessText makes of %j %j", ([text, expected]) => {
  expect(harmlessText(text!)).toBe(expected);
});

test("harmlessText leaves no tag that loads anything, no attribute but inner links, and no Markdown picture, whatever it is given", () => {
  const pieces = [
    "<",
    ">",
    "img",
    " src=x",
    "!",
    "[",
    "]",
    "(",
    ")",
    "https://e.example",
    "/d/a",
    "a",
    " href=",
    '"',
    "'",
    "${__user",
    ".x}",
    "\n",
    ":",
    "/",
    "iframe",
    "<a ",
    "=",
    "\\",
    "&",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const text = harmlessText(parts.join(""));
      expect(text).not.toMatch(/<(?!\/?[abispuhdto]|\/?(?:em|li|center|caption|kbd|code|ul|blockquote|div))/i);
      expect(text).not.toMatch(/<(?:img|iframe)/i);
      expect(text).not.toMatch(/<a(?! href="\/| href="[?#]| href="d\/|>)/);
      expect(text).not.toMatch(/!\[|\]\((?!\/(?:[^/\\]|\))|[?#]|d\/)|\$\{__user/);
    }),
    { numRuns: 10_000 },
  );
});

test("withoutUserVariables takes out every form, and what is left forms no new one", () => {
  expect(withoutUserVariables("a ${__user.login:raw} $__user.email [[__user.id]] ${__us${__user.x}er.login}")).toBe(
    "a - - - ${__us-er.login}",
  );
  expect(withoutUserVariables("$job ${job}")).toBe("$job ${job}");
});

test("isInternalLink takes paths of the same Grafana only", () => {
  const inside = ["/d/abc", "/", "/d/abc?x=${y}", "?var-a=1", "#top", "d/abc"];
  const outside = ["https://e", "//e", "/\\e", "/\t/e", "${x}", "/${x}e", "javascript:a", "", "data:x", "e.example/d/a", "\\\\e"];
  expect(inside.filter((url) => !isInternalLink(url))).toEqual([]);
  expect(outside.filter(isInternalLink)).toEqual([]);
});
