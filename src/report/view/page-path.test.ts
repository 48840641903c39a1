import { expect, test } from "vitest";
import { pagePath } from "./page-path.ts";

test.for([
  ["boards/a.json", "boards/a.json"],
  ["/home/anna/work/boards/a.json", "…/boards/a.json"],
] as const)("pagePath names %s as %s", ([file, shown]) => {
  expect(pagePath(file)).toBe(shown);
});
