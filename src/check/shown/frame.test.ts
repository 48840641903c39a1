import { expect, test } from "vitest";
import { frameOf, tools } from "../testing/frames.ts";
import { checkCells, hasCells, matchTexts, NotJudged, tooManyCells, valuesOf } from "./frame.ts";

test("hasCells needs a field and a row in one frame", () => {
  expect(hasCells([frameOf("A", {}), frameOf("B", { a: [] })])).toBe(false);
  expect(hasCells([frameOf("A", {}, { length: 3 })])).toBe(false);
  expect(hasCells([frameOf("A", { a: [] }), frameOf("B", { a: [1] })])).toBe(true);
});

test("checkCells refuses half a million cells and more", () => {
  const rows = new Array(250_000).fill(1);
  expect(() => checkCells([frameOf("A", { a: rows, b: rows })])).not.toThrow();
  expect(() => checkCells([frameOf("A", { a: rows, b: rows, c: rows })])).toThrow(NotJudged);
});

test("tooManyCells counts rows times columns, and columns that are to come", () => {
  const frames = [frameOf("A", { a: [1, 2], b: [3, 4] })];
  expect(tooManyCells(frames, { most: 4 })).toBe(false);
  expect(tooManyCells(frames, { most: 3 })).toBe(true);
  expect(tooManyCells(frames, { most: 5, moreColumns: 1 })).toBe(true);
});

test("valuesOf refuses a field whose values are calculated elsewhere", () => {
  expect(valuesOf({ name: "a", kind: "number", values: [1] })).toEqual([1]);
  expect(() => valuesOf({ name: "a", kind: "number" })).toThrow(NotJudged);
});

test("matchTexts reads patterns as Grafana does, and refuses what is not valid or takes too long", () => {
  expect(matchTexts("cpu", ["cpu", "cpu 1"], tools())).toEqual([true, false]);
  expect(matchTexts("/cpu/", ["cpu", "a cpu 1", "CPU", "cpu"], tools())).toEqual([true, true, false, true]);
  expect(matchTexts("/cpu/i", ["CPU"], tools())).toEqual([true]);
  expect(() => matchTexts("/(/", ["a"], tools())).toThrow(NotJudged);
  expect(() => matchTexts("/^(a+)+$/", [`${"a".repeat(40)}b`], tools())).toThrow(NotJudged);
});
