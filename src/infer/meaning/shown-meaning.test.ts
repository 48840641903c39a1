import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { shownMeanings } from "./shown-meaning.ts";

const of = (expr: string, meaning: Parameters<typeof shownMeanings>[1]) => {
  const parsed = parseExpression(expr);
  return [...shownMeanings(parsed.ok ? parsed.root : null!, meaning)].map(([{ metric }, one]) => ({ metric, ...one }));
};

test("shownMeanings gives selectors the panel's meaning as raw values", () => {
  const states = [
    { value: 0, healthy: false },
    { value: 100, healthy: true },
  ];
  expect(of("max(x) * 100", { states })).toEqual([
    {
      metric: "x",
      states: [
        { value: 0, healthy: false },
        { value: 1, healthy: true },
      ],
      outcome: undefined,
    },
  ]);
  // What is left of all is the opposite.
  expect(of("1 - x", { outcome: "success" })).toMatchObject([{ outcome: "errors" }]);
  expect(of("x", { outcome: "success" })).toMatchObject([{ outcome: "success" }]);
  expect(of("rate(x[5m])", { states })).toEqual([]);
  expect(of("x", {})).toEqual([]);
});
