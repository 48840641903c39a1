import { expect, test } from "vitest";
import { counted, only, split } from "./series-of-words.ts";

test("counted counts from 1", () => {
  expect(counted((number) => `n${number}`, 2)).toEqual(["n1", "n2"]);
});

test("split makes a list of words", () => {
  expect(split("a b")).toEqual(["a", "b"]);
});

test("only takes usual words apart from others", () => {
  expect(only("a b")).toEqual({ usual: ["a", "b"] });
  expect(only("a", "c d")).toEqual({ usual: ["a"], more: ["c", "d"] });
});
