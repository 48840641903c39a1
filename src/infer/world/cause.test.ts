import { expect, test } from "vitest";
import { type Cause, causesIn, renameCauses, restCauses, usedCauses } from "./cause.ts";

const causes: readonly Cause[] = [
  { name: "day", per: [], value: { wave: { min: 0, max: 1, period: "24h" } } },
  { name: "load", per: ["pod"], value: { mul: [{ signal: "day" }, 2] } },
  { name: "other", per: [], value: 1 },
];

test("causesIn finds names wherever a signal may stand", () => {
  expect([
    ...causesIn({ add: [{ wave: { min: { signal: "a" }, max: 1, period: "1h" } }, [{ signal: "b" }, 1]] }),
  ]).toEqual(["a", "b"]);
  expect(causesIn(3)).toEqual(new Set());
});

test("usedCauses follows causes to those that they use, and leaves out the rest and what it does not know", () => {
  expect(usedCauses(causes, [{ signal: "load" }]).map(({ name }) => name)).toEqual(["day", "load"]);
  expect(usedCauses(causes, [1, { signal: "missing" }])).toEqual([]);
});

test("renameCauses changes the names that it is given and nothing else", () => {
  expect(renameCauses({ mul: [2, { signal: "load" }, { signal: "day" }] }, new Map([["load", "load-2"]]))).toEqual({
    mul: [2, { signal: "load-2" }, { signal: "day" }],
  });
});

test("restCauses are what is taken away from a number, wherever that stands", () => {
  const free = { sub: [1, { signal: "apps" }, { mul: [{ signal: "cache" }, 0.9] }, 0.01] };
  expect([...restCauses({ mul: [free, 8e9] })]).toEqual(["apps", "cache"]);
});

test("restCauses are not what something is taken away from, nor products of causes", () => {
  expect([...restCauses({ sub: [{ signal: "size" }, 1] })]).toEqual([]);
  expect([...restCauses({ sub: [1, { mul: [{ signal: "a" }, { signal: "b" }] }] })]).toEqual([]);
  expect([...restCauses({ signal: "apps" })]).toEqual([]);
});
