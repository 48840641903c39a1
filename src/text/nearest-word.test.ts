import { expect, test } from "vitest";
import { nearestKey } from "./nearest-word.ts";

test.for([
  ["lables", "labels"],
  ["label", "labels"],
  ["Labels", "labels"],
  ["seires", "series"],
  ["tpye", "type"],
  ["metric", "name"],
  ["buket", "buckets"],
  ["xyz", undefined],
  ["", undefined],
  ["toString", undefined],
  ["__proto__", undefined],
] as const)("nearestKey takes %s for %s", ([wrong, expected]) => {
  expect(nearestKey(wrong, ["name", "type", "labels", "series", "buckets"])).toBe(expected);
});

test("nearestKey takes bounded time on a very long key", () => {
  expect(nearestKey("a".repeat(1_000_000), ["labels"])).toBeUndefined();
});
