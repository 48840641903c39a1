import { expect, test } from "vitest";
import { requireSteps } from "../promql/grammar/work.ts";
import { describeTooComplex, InferWork, orElse } from "./infer-work.ts";

test("InferWork gives up what takes more than 300,000 steps, tells of it, and does not try it again", () => {
  const work = new InferWork(1);
  let tries = 0;
  const run = () => {
    tries++;
    requireSteps(300_001);
    return "done";
  };
  expect([work.attempt("metric x", run), work.attempt("metric x", run), tries]).toEqual([undefined, undefined, 1]);
  expect(work.tooComplex.map(describeTooComplex)).toEqual([
    "metric x: too complex to infer series from; split it, or write its metrics into a data spec by hand",
  ]);
  expect(work.attempt("metric y", () => "done")).toBe("done");
});

test("InferWork says that all of it was too much once 4,000,000 steps of a dashboard are used up", () => {
  const work = new InferWork(1);
  for (let i = 0; i < 20; i++) work.attempt(`metric m${i}`, () => requireSteps(250_000));
  expect(work.tooComplex[0]).toEqual({
    what: "metric m16",
    reason: "too complex together with all that comes before it; split the dashboard or the rule file",
  });
});

test("InferWork tells nobody of what it tries once", () => {
  const work = new InferWork(1);
  expect(work.tryOnce(() => requireSteps(300_001))).toBeUndefined();
  expect(work.tooComplex).toEqual([]);
});

test("orElse falls back where there are not enough steps, and passes other errors on", () => {
  expect(
    orElse(
      10,
      () => "first",
      () => "second",
    ),
  ).toBe("first");
  const falls = orElse(
    10,
    () => {
      requireSteps(11);
      return "first";
    },
    () => "second",
  );
  expect(falls).toBe("second");
  expect(() =>
    orElse(
      10,
      () => {
        throw new TypeError("other");
      },
      () => "second",
    ),
  ).toThrow("other");
});

test("InferWork keeps the steps of copies apart from the rest, and gives each build new ones", () => {
  const work = new InferWork(1);
  const run = () => {
    requireSteps(299_000);
    return "done";
  };
  let copies = 0;
  while (work.tryCopy(run) !== undefined && copies < 100) copies++;
  expect(copies).toBe(26);
  expect(work.attempt("metric x", run)).toBe("done");
  work.beginBuild();
  expect(work.tryCopy(run)).toEqual({ value: "done" });
  expect(work.tooComplex).toEqual([]);
});
