import { expect, test } from "vitest";
import { add, mul } from "../signals/arithmetic.ts";
import { constant } from "../signals/constant.ts";
import { named } from "../signals/named.ts";
import { namedFacts, writeUnique } from "./named-facts.ts";

const base = named({ name: "base", per: ["job"], value: constant(1) });

test("namedFacts counts how deep named signals use one another", () => {
  const middle = named({ name: "middle", per: ["job"], value: add([base, constant(1)]) });
  const top = named({ name: "top", per: ["job"], value: mul([base, middle]) });
  expect([base, middle, top].map((one) => namedFacts(one).depth)).toEqual([1, 2, 3]);
});

test("namedFacts gives a digest that changes with name, labels and value, also of what is used", () => {
  const inner = (value: number) => named({ name: "inner", value: constant(value) });
  const outer = (value: number) => named({ name: "outer", value: add([inner(value), constant(2)]) });
  const others = [
    named({ name: "other", per: ["job"], value: constant(1) }),
    named({ name: "base", value: constant(1) }),
    named({ name: "base", per: ["job"], value: constant(2) }),
    named({ name: "base", per: ["job"], value: constant(Number.NaN) }),
    named({ name: "base", per: ["job"], value: constant(Number.POSITIVE_INFINITY) }),
    outer(1),
    outer(3),
    base,
  ];
  expect(new Set(others.map((one) => namedFacts(one).digest)).size).toBe(others.length);
  expect(namedFacts(outer(1)).digest).toBe(namedFacts(outer(1)).digest);
});

test("writeUnique writes causes that each use the one before twice as a short text", () => {
  let cause = base;
  for (let depth = 1; depth < 32; depth++)
    cause = named({ name: `c${depth}`, per: ["job"], value: add([cause, cause]) });
  expect(namedFacts(cause).depth).toBe(32);
  expect(writeUnique({ name: "x", value: add([cause, cause]) }).length).toBeLessThan(300);
});

test("writeUnique tells 0 from −0, and NaN from null", () => {
  expect(new Set([0, -0, Number.NaN, null].map((value) => writeUnique([value]))).size).toBe(4);
});
