import { expect, test } from "vitest";
import { answered } from "../../testing/answered.ts";
import { overrideMatch } from "./override-match.ts";
import { readAnswers } from "./panel-answers.ts";

const override = (id: string, options: unknown, ...properties: object[]) => ({ matcher: { id, options }, properties });

function found(overrides: readonly object[], defaults: object = {}): string[] {
  const { panel, answers } = answered(
    { targets: [{ expr: "x", legendFormat: "{{mode}}" }], fieldConfig: { defaults, overrides } },
    [
      [{ mode: "idle" }, [1]],
      [{ mode: "user" }, [1]],
    ],
  );
  return overrideMatch(readAnswers(panel, answers)!).map(({ reason }) => reason);
}

test("overrideMatch tells names and patterns that match no field", () => {
  expect(found([override("byName", "idel"), override("byRegexp", "/^sys/"), override("byName", "idle")])).toEqual([
    '2 overrides are for "idel", "/^sys/", but its fields are "idle", "user"',
  ]);
});

test("overrideMatch shows a few of many", () => {
  expect(found(["a", "b", "c", "d"].map((name) => override("byName", name)))).toEqual([
    '4 overrides are for "a", "b", "c" and 1 more, but its fields are "idle", "user"',
  ]);
  expect(found([override("byName", "a")])).toEqual(['an override is for "a", but its fields are "idle", "user"']);
});

test("overrideMatch has nothing against what matches, or cannot be judged", () => {
  const fine = [
    override("byRegexp", "/^(id|us)/"),
    override("byRegexp", "/le$/"),
    override("byRegexp", "/(/"),
    override("byName", "Time"),
    override("byName", "$mode"),
    override("byType", "number"),
    override("byName", 5),
  ];
  expect(found(fine)).toEqual([]);
  expect(found([override("byName", "nothing")], { displayName: "x" })).toEqual([]);
  expect(found([override("byName", "x", { id: "displayName", value: "y" })])).toEqual([]);
});
