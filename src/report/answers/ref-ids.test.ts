import { expect, test } from "vitest";
import { refIds } from "./ref-ids.ts";

const named = (...names: (string | undefined)[]) => refIds(names.map((refId) => ({ refId })));

test("queries without a name get the letters that no other has, in order", () => {
  expect(named(undefined, undefined, undefined)).toEqual(["A", "B", "C"]);
  expect(named("B", undefined, "", "A", undefined)).toEqual(["B", "C", "D", "A", "E"]);
});

test("after Z come letters of two", () => {
  const many = named(...Array.from({ length: 54 }, () => undefined));
  expect([many[25], many[26], many[27], many[51], many[52]]).toEqual(["Z", "AA", "AB", "AZ", "BA"]);
});
