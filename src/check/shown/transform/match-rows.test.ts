import { expect, test } from "vitest";
import { tools } from "../../testing/frames.ts";
import { type Cell, NotJudged } from "../frame.ts";
import { matchRows } from "./match-rows.ts";

const rows = (id: string, options: object, values: readonly Cell[]) =>
  values.filter((_, index) => matchRows({ id, options }, values, tools())[index]);

test.for<[id: string, options: object, values: readonly Cell[], expected: readonly Cell[]]>([
  ["equal", { value: "5" }, [5, 6, "5"], [5, "5"]],
  ["equal", { value: "api" }, ["api", "web", null], ["api"]],
  ["notEqual", { value: 5 }, [5, 6, null], [6, null]],
  ["greater", { value: 5 }, [5, 6, Number.NaN, null], [6]],
  ["greater", { value: "5" }, [5, 6, 10], [6, 10]],
  ["greaterOrEqual", { value: 5 }, [4, 5, 6], [5, 6]],
  ["lower", { value: 0 }, [-1, 0, null], [-1]],
  ["lowerOrEqual", { value: 0 }, [-1, 0, null, undefined], [-1, 0, null]],
  ["between", { from: 1, to: "3" }, [1, 2, 3], [2]],
  ["regex", { value: "^a" }, ["api", "web", "a"], ["api", "a"]],
  ["substring", { value: "PI" }, ["api", "web", 3], ["api"]],
  ["substring", { value: "" }, ["api", 3], ["api", 3]],
  ["notSubstring", { value: "pi" }, ["api", "web", 3], ["web"]],
  ["isNull", {}, [null, undefined, 0, ""], [null, undefined]],
  ["isNotNull", {}, [null, undefined, 0, ""], [0, ""]],
])("matchRows by %s %j takes of %j the values %j", ([id, options, values, expected]) => {
  expect(rows(id, options, values)).toEqual(expected);
});

test("matchRows leaves to Grafana what it does not know", () => {
  expect(() => rows("own", {}, [1])).toThrow(NotJudged);
  expect(() => rows("equal", { value: { a: 1 } }, [1])).toThrow(NotJudged);
});
