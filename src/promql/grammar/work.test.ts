import { expect, test } from "vitest";
import { injectLabel } from "../isolation/inject.ts";
import { parseExpression } from "../tree/parse.ts";
import { maxQuerySteps } from "./limits.ts";
import { attemptWork, requireSteps, startWork, takeSteps, tooComplex, Work, withSteps, withWork } from "./work.ts";

const label = { name: "dashpreview", value: "v" };

test("Work is used up by one step more than it has, not before", () => {
  const work = new Work(3);
  expect([work.take(3), work.usedUp]).toEqual([true, false]);
  expect([work.take(1), work.usedUp]).toEqual([false, true]);
});

test("Work inside other work takes from both: the one around may be used up first", () => {
  const around = new Work(10);
  const results = [1, 2, 3].map(() => withWork(around, () => withSteps(6, () => takeSteps(4))));
  expect(results).toEqual([true, true, false]);
  expect(around.usedUp).toBe(true);
});

test("takeSteps outside of any work always has enough", () => {
  expect(takeSteps(1e15)).toBe(true);
  expect(startWork(1).take(2)).toBe(false);
});

test("attemptWork returns undefined if a part requires more steps than are left, and passes on other errors", () => {
  expect(attemptWork(new Work(5), () => requireSteps(6))).toBeUndefined();
  expect(attemptWork(new Work(5), () => "done")).toBe("done");
  expect(() =>
    attemptWork(new Work(5), () => {
      throw new TypeError("bug");
    }),
  ).toThrow(TypeError);
  expect(takeSteps(1e15)).toBe(true);
});

/** Long, and with 90 variables that may be five things each, so that it is read 64 times; it never parses. */
const many = `m{a="${"x".repeat(10_000)}"} ${Array.from({ length: 90 }, (_, index) => `$v${index}`).join(" ")}`;
const options = new Map(
  Array.from({ length: 90 }, (_, index) => [`v${index}`, ["1", "a", "5m", "and", "sum(x)"]] as const),
);

test("injectLabel and parseExpression refuse a query that takes too many steps, and say so", () => {
  for (const result of [
    injectLabel(many, label, { variables: options }),
    parseExpression(many, { variables: options }),
  ]) {
    expect(result).toMatchObject({ ok: false, reason: tooComplex });
  }
});

test("injectLabel takes a bounded number of steps, whatever the query", () => {
  const plenty = new Work(1e12);
  withWork(plenty, () => injectLabel(many, label, { variables: options }));
  expect(1e12 - plenty.left).toBeLessThanOrEqual(maxQuerySteps);
});

test("injectLabel comes to the same result however much was done before: steps of one query are its own", () => {
  injectLabel(many, label, { variables: options });
  expect(injectLabel("up", label)).toEqual({
    ok: true,
    query: 'label_replace(up{dashpreview="v"}, "dashpreview", "", "", "")',
  });
});
