import { expect, test } from "vitest";
import { frameOf, seriesOf, tools } from "../testing/frames.ts";
import { NotJudged } from "./frame.ts";
import { matchFields } from "./match-fields.ts";

const frames = [
  seriesOf("A", { __name__: "up", job: "api" }, [0, 0], "api"),
  frameOf("B", { Time: [1, 2], team: ["red", "blue"], Value: [3, 4] }),
];
const names = (id: string, options?: unknown) =>
  [...matchFields({ id, options }, frames, tools())].map(({ name }) => name);

test.for<[id: string, options: unknown, expected: string[]]>([
  ["byName", "team", ["team"]],
  ["byName", "api", ["up"]],
  ["byName", "gone", []],
  // The value of a metric was once named Value, and a time by its kind where a frame does not say how it was made.
  ["byName", "Value", ["up", "Value"]],
  ["byName", "time", ["Time"]],
  ["byNames", { names: ["team", "api"] }, ["up", "team"]],
  ["byNames", { names: ["team", "api"], mode: "exclude" }, ["Time", "Time", "Value"]],
  ["byRegexp", "/^t/", ["team"]],
  ["byRegexp", "tea", []],
  ["byRegexp", "", []],
  ["byRegexpOrNames", { names: ["Value"], pattern: "/^te/" }, ["up", "team", "Value"]],
  ["byFrameRefID", "B", ["Time", "team", "Value"]],
  ["byType", "string", ["team"]],
  ["byTypes", ["string", "number"], ["up", "team", "Value"]],
  ["numeric", undefined, ["up", "Value"]],
  ["time", undefined, ["Time", "Time"]],
  ["first", undefined, ["Time", "Time"]],
  ["firstTimeField", undefined, ["Time", "Time"]],
  ["alwaysMatch", undefined, ["Time", "up", "Time", "team", "Value"]],
  ["neverMatch", undefined, []],
])("matchFields finds by %s %j the fields %j", ([id, options, expected]) => {
  expect(names(id, options)).toEqual(expected);
});

test.for<[options: object, expected: string[]]>([
  [{ reducer: "allIsZero" }, ["up"]],
  [{ reducer: "max", op: "gt", value: 3 }, ["Value"]],
  [{ reducer: "max", op: "lte", value: 0 }, ["up"]],
  [{ reducer: "lastNotNull", op: "neq", value: 0 }, ["Value"]],
  [{ reducer: "max", op: "gte" }, []],
  [{}, []],
])("matchFields finds by the value %j the fields %j", ([options, expected]) => {
  const numbers = frames.map((frame) => ({ ...frame, fields: frame.fields.filter(({ kind }) => kind === "number") }));
  expect([...matchFields({ id: "byValue", options }, numbers, tools())].map(({ name }) => name)).toEqual(expected);
});

test("matchFields leaves to Grafana what it does not know", () => {
  expect(() => names("byOwn")).toThrow(NotJudged);
  expect(() => names("byValue", { reducer: "stdDev", op: "gt", value: 1 })).toThrow(NotJudged);
  const other = [{ ...frameOf("A", { a: [1] }), fields: [{ name: "a", kind: "other" as const }] }];
  expect(() => matchFields({ id: "numeric" }, other, tools())).toThrow(NotJudged);
});
