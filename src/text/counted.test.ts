import { expect, test } from "vitest";
import { counted } from "./counted.ts";

test("counted takes the singular for exactly one", () => {
  expect([0, 1, 2].map((count) => counted(count, "panel"))).toEqual(["0 panels", "1 panel", "2 panels"]);
  expect([1, 2].map((count) => counted(count, "query", "queries"))).toEqual(["1 query", "2 queries"]);
});
