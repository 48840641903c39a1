import { expect, test } from "vitest";
import { kindOfFile } from "./configuration-file.ts";

test.for([
  ["version: 1\nmetrics: []\n", "data-spec"],
  ["metrics: []\n", "data-spec"],
  ["metrcs: []\n", "data-spec"],
  ["signals: {}\n", "data-spec"],
  ["history: 6h\n", "configuration"],
  ["dashboards: x\n", "configuration"],
  ["dashboards: x\nmetrics: []\n", "data-spec"],
  ["ttl: 24h\n", "configuration"],
  ["dashbords: x\n", "configuration"],
  ["", "unclear"],
  ["- a\n", "unclear"],
  ["a: [\n", "unclear"],
  ["version: 1\nmetrics: [\n", "data-spec"],
] as const)("kindOfFile of %j is %s", ([text, is]) => {
  expect(kindOfFile(text)).toBe(is);
});

test("kindOfFile takes the name of an option for one, however near it is to a key of a data spec", () => {
  expect(kindOfFile("labls: x\n")).toBe("data-spec");
  expect(kindOfFile("labls: x\n", ["labls"])).toBe("configuration");
});
