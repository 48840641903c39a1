import { expect, test } from "vitest";
import { noOverrides, readOverrides } from "./overrides.ts";

test("readOverrides reads what a person has set right", () => {
  const text = `infer:
  skip: [a, b]
  types: {x: counter, y: nonsense}
  labels: {job: [api, web], host: a, zone: []}
  levels: {x: {min: 1, max: 2}, y: {min: 2, max: 1}}
`;
  expect(readOverrides(text)).toEqual({
    skip: new Set(["a", "b"]),
    types: new Map([["x", "counter"]]),
    labels: new Map([
      ["job", ["api", "web"]],
      ["host", ["a"]],
    ]),
    levels: new Map([["x", { min: 1, max: 2 }]]),
  });
});

test.for(["", "version: 1", "infer: 5", "infer: [", "[]"])("readOverrides finds none in %j", (text) => {
  expect(readOverrides(text)).toEqual(noOverrides);
});
