import { expect, test } from "vitest";
import { hourly } from "../testing/explain-context.ts";
import { tools } from "../testing/frames.ts";
import type { PanelAnswer } from "./answer-frames.ts";
import { judgeShown, needsData, type Shown } from "./judge-shown.ts";
import type { PanelSettings } from "./panel-settings.ts";

const answer = (refId: string, job: string, format?: string): PanelAnswer => ({
  ...{ refId, format, legendFormat: "{{job}}", expr: "x", series: [hourly({ job }, 1)] },
});
const settings = (
  type: string,
  steps: readonly [id: string, options: object][],
  more: Partial<PanelSettings> = {},
) => ({
  ...{ type, reduce: {}, defaults: {}, overrides: [] },
  steps: steps.map(([id, options], index) => ({ id, options: options as PanelSettings["reduce"], place: index + 1 })),
  ...more,
});
const judge = (given: PanelSettings, answers = [answer("A", "api", "table")], incomplete?: string): Shown =>
  judgeShown({ settings: given, answers, incomplete }, tools());

test("judgeShown sees a panel that shows its data", () => {
  expect(judge(settings("table", []))).toEqual({ state: "shown" });
  expect(judge(settings("table", [["organize", { excludeByName: { Time: true } }]]))).toEqual({ state: "shown" });
});

test.for<[steps: [id: string, options: object][], code: string, reason: string]>([
  [[["limit", { limitField: 0 }]], "filtered-out", "transformation 1 (limit) leaves nothing to show: it keeps 0 rows"],
  [
    [
      ["merge", {}],
      ["organize", { excludeByName: { Time: true, job: true, Value: true } }],
    ],
    "filtered-out",
    "transformation 2 (organize) leaves nothing to show: it leaves out Time, job, Value",
  ],
  [
    [
      ["groupBy", { fields: { team: { operation: "groupby", aggregations: [] } } }],
      ["limit", { limitField: 0 }],
    ],
    "field-missing",
    "transformation 1 (groupBy) needs the field team, and there are Time, job, Value",
  ],
])("judgeShown blames the step that leaves nothing: %j", ([steps, code, reason]) => {
  expect(judge(settings("table", steps))).toEqual({ state: "empty", code, reason });
});

test("judgeShown goes on after a step that leaves nothing: a count of nothing is a number", () => {
  const steps: [string, object][] = [
    ["limit", { limitField: 0 }],
    ["reduce", { reducers: ["count"] }],
  ];
  expect(judge(settings("stat", steps))).toEqual({ state: "shown" });
});

test("judgeShown does not judge what it does not know, and says which step that is", () => {
  expect(
    judge(
      settings("table", [
        ["heatmap", {}],
        ["limit", { limitField: 0 }],
      ]),
    ),
  ).toEqual({
    state: "not-judged",
    reason: "transformation 1 (heatmap): it is not one of those that are judged",
  });
});

test("judgeShown claims nothing if a part of the panel's data is not known, or it has a text for no value", () => {
  const nothing = settings("table", [["limit", { limitField: 0 }]]);
  expect(judge(nothing, undefined, "query B is not run here")).toEqual({
    state: "not-judged",
    reason: "query B is not run here",
  });
  expect(judge({ ...nothing, defaults: { noValue: "0" } })).toMatchObject({ state: "not-judged" });
  expect(judge(settings("table", []), undefined, "query B is not run here")).toEqual({ state: "shown" });
});

test("judgeShown filters by query over several answers", () => {
  const answers = [answer("A", "api"), answer("B", "web")];
  expect(judge(settings("timeseries", [["filterByRefId", { include: "B" }]]), answers)).toEqual({ state: "shown" });
  expect(judge(settings("timeseries", [["filterByRefId", { include: "C" }]]), answers)).toMatchObject({
    code: "filtered-out",
    reason: "transformation 1 (filterByRefId) leaves nothing to show: it keeps only query C",
  });
});

test("needsData knows panels that show something without data", () => {
  expect(["stat", "own", "text", "dashlist"].map(needsData)).toEqual([true, true, false, false]);
});
