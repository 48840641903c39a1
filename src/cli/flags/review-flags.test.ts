import { expect, test } from "vitest";
import { withFlags } from "./review-flags.ts";

const found = { project: "k2m4x7qa", key: "pr-1", commit: "a".repeat(40), baseRevision: "main" };

test("withFlags leaves a review as it was found where there are no flags", () => {
  expect(withFlags(found, {})).toEqual(found);
});

test("withFlags puts flags before what was found, and a name behind the key", () => {
  expect(withFlags(found, { key: "My Key", name: "infra", commit: "b", base: "dev", project: "local" })).toEqual({
    project: "local",
    key: "my-key-infra",
    commit: "b",
    baseRevision: "dev",
  });
  expect(withFlags(found, { reviewUrl: "https://h/1" }).url).toBe("https://h/1");
});

test("withFlags refuses a key of which nothing is left", () => {
  expect(() => withFlags(found, { key: "///" })).toThrow("cannot be a key: use at least one letter or digit");
});
