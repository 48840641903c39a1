import { expect, test } from "vitest";
import { isolationValue, newRevision } from "../../identity/preview-identity.ts";
import { belongsTo, newest } from "./label-values.ts";

test.for([
  ["k2m4x7qa.pr-1.aaaaaaaa", { project: "k2m4x7qa" }, true],
  ["k2m4x7qa.pr-1.aaaaaaaa", { project: "k2m4x7qa", key: "pr-1" }, true],
  ["k2m4x7qa.pr-1.aaaaaaaa", { project: "k2m4x7qa", key: "pr-2" }, false],
  ["k2m4x7qa.pr-1.aaaaaaaa", { project: "local" }, false],
  ["k2m4x7qa.pr-1.aaaaaaaa", {}, true],
  // Somebody else's label of the same name.
  ["production", {}, false],
  ["k2m4x7qa.pr-1.aaaaaaaa.x", {}, false],
] as const)("belongsTo says of %s and %j: %j", ([value, owner, expected]) => {
  expect(belongsTo(value, owner)).toBe(expected);
});

test("newest gives the revisions that began last, last first", () => {
  const day = 86_400_000;
  const identity = { project: "k2m4x7qa", key: "pr-1" };
  const values = [1, 3, 2].map((days) => isolationValue(identity, newRevision(Date.UTC(2026, 5, 1) + days * day)));
  expect(newest(values, 2)).toEqual([values[1], values[2]]);
  expect(newest(values, 9)).toHaveLength(3);
});
