import { expect, test } from "vitest";
import { displayWidth, fitTo, truncate, wrap } from "./columns.ts";

test.for([
  ["abc", 3],
  ["日本語", 6],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["🇩🇪", 2],
  ["✅", 2],
  ["⚠️", 2],
  ["한글", 4],
  ["", 0],
] as const)("displayWidth of %j is %d", ([text, width]) => {
  expect(displayWidth(text)).toBe(width);
});

test("truncate and fitTo count columns, and cut no character in two", () => {
  expect([truncate("日本語", 5), truncate("👩‍👩‍👧 family", 4), truncate("abc", 3), truncate("abc", 0)]).toEqual([
    "日本…",
    "👩‍👩‍👧 …",
    "abc",
    "",
  ]);
  for (const text of ["日本語のダッシュボード", "✅ fine", "plain", "👩‍👩‍👧👩‍👩‍👧"])
    for (const width of [1, 2, 3, 7, 30])
      expect(displayWidth(fitTo(text, width, width % 2 === 0 ? "start" : "end")), text).toBe(width);
});

test("wrap keeps to the width, wide characters and words that are too long too", () => {
  const lines = wrap(`日本語 ${"x".repeat(50)} and some words`, 20);
  expect(lines.every((line) => displayWidth(line) <= 20)).toBe(true);
  expect(lines.join("").replaceAll(" ", "")).toBe(`日本語${"x".repeat(50)}andsomewords`);
});
