import { expect, test } from "vitest";
import { restCauses } from "./rest-causes.ts";

test("restCauses are what is taken away from a number, wherever that stands", () => {
  const free = { sub: [1, { signal: "apps" }, { mul: [{ signal: "cache" }, 0.9] }, 0.01] };
  expect([...restCauses({ mul: [free, 8e9] })]).toEqual(["apps", "cache"]);
});

test("restCauses are not what something is taken away from, nor products of causes", () => {
  expect([...restCauses({ sub: [{ signal: "size" }, 1] })]).toEqual([]);
  expect([...restCauses({ sub: [1, { mul: [{ signal: "a" }, { signal: "b" }] }] })]).toEqual([]);
  expect([...restCauses({ signal: "apps" })]).toEqual([]);
});
