import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { findingCodes } from "../src/dashboard/codes/finding-codes.ts";
import { resultSchema } from "./result-schema.ts";

const codes = findingCodes.map(({ code }) => code);

test("findingCodes names each code once, and says in a line what it means and how to fix it", () => {
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, meaning, mend } of findingCodes) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [meaning, mend]) expect(text, code).toMatch(/^[A-Z`][^\n]{10,140}\.$/);
  }
});

test("findingCodes has the codes and states that the result's schema lists, and no others", () => {
  expect([...resultSchema.$defs["code"]!.enum!].sort()).toEqual([...codes].sort());
  const states = new Set(findingCodes.map(({ state }) => state));
  expect([...resultSchema.$defs["findingState"]!.enum!].sort()).toEqual([...states].sort());
});

test("docs/findings.md has a heading for each code, which is where messages point", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../docs/findings.md"), "utf8");
  const headings = [...text.matchAll(/^### (\S+)$/gm)].map(([, heading]) => heading!);
  expect(headings.sort()).toEqual([...codes].sort());
});
