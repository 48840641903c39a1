import { expect, test } from "vitest";
import { readMappings, readOldMappings } from "./value-mapping.ts";

test("readMappings reads all kinds", () => {
  expect(
    readMappings([
      { type: "value", options: { 0: { text: "Down", color: "red" }, 1: { text: "Up" } } },
      { type: "range", options: { from: 2, to: null, result: { text: "Many", color: "blue" } } },
      { type: "regex", options: { pattern: "a.*", result: { text: "A" } } },
      { type: "special", options: { match: "null+nan", result: { text: "None" } } },
    ]),
  ).toEqual([
    { match: { kind: "value", value: "0" }, text: "Down", color: "red" },
    { match: { kind: "value", value: "1" }, text: "Up", color: undefined },
    { match: { kind: "range", from: 2, to: undefined }, text: "Many", color: "blue" },
    { match: { kind: "regex", pattern: "a.*" }, text: "A", color: undefined },
    { match: { kind: "special", name: "null+nan" }, text: "None", color: undefined },
  ]);
});

test("readMappings reads the form of Grafana 7, and readOldMappings that of singlestat", () => {
  const [one, range] = [
    { type: 1, value: "1", text: "Up" },
    { type: 2, from: "2", to: "5", text: "Some" },
  ];
  const expected = [
    { match: { kind: "value", value: "1" }, text: "Up", color: undefined },
    { match: { kind: "range", from: 2, to: 5 }, text: "Some", color: undefined },
  ];
  expect(readMappings([one, range])).toEqual(expected);
  expect(readMappings([{ ...one, value: 1 }, range])).toEqual(expected);
  const nothing = { value: "null", op: "=", text: "N/A" };
  expect(readOldMappings({ valueMaps: [nothing, one], rangeMaps: [range] })).toEqual([
    { match: { kind: "special", name: "null" }, text: "N/A", color: undefined },
    ...expected,
  ]);
  expect(readMappings("text")).toEqual([]);
});
