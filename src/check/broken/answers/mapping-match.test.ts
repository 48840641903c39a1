import { expect, test } from "vitest";
import { answered } from "../../testing/answered.ts";
import { mappingMatch } from "./mapping-match.ts";
import { readAnswers } from "./panel-answers.ts";

function found(mappings: readonly object[], panel: object = {}): string[] {
  const { panel: one, answers } = answered({ targets: ["x"], fieldConfig: { defaults: { mappings } }, ...panel }, [
    [{ state: "up" }, [5, 6]],
  ]);
  return mappingMatch(readAnswers(one, answers)!).map(({ reason }) => reason);
}
const states = { type: "value", options: { "0": { text: "Down" }, "1": { text: "Up" } } };

test("mappingMatch tells mappings that match no value at all", () => {
  expect(found([states])).toEqual(['none of its value mappings matches any of its values: "5", "6"']);
  expect(found([{ type: "range", options: { from: 7, to: null } }])).toHaveLength(1);
});

test("mappingMatch has nothing against mappings of which one matches, or is not judged", () => {
  expect(found([states, { type: "range", options: { from: 6, to: 9 } }])).toEqual([]);
  expect(found([{ type: "value", options: { up: { text: "Up" } } }])).toEqual([]);
  expect(found([states, { type: "special", options: { match: "null" } }])).toEqual([]);
  expect(found([states], { options: { reduceOptions: { calcs: ["mean"] } } })).toEqual([]);
  expect(found([])).toEqual([]);
});
