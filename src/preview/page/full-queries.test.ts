import { expect, test } from "vitest";
import type { PreviewInput } from "../../check/preview-input.ts";
import type { CheckResult } from "../../check/result.ts";
import type { CheckPanel, CheckQuery } from "../../check/run/check-query.ts";
import { asDrawn, asWritten } from "./full-queries.ts";

const query = (rest: Partial<CheckQuery>): CheckQuery => {
  return { place: "panel", expr: "up", prometheus: true, panelIndex: 0, ...rest };
};
const panelOfWidth = (width: number) =>
  ({ title: "", view: { position: { x: 0, y: 0, width, height: 8 } } }) as unknown as CheckPanel;
const drawn = (queries: CheckQuery[], width = 12) =>
  asDrawn({ queries, panels: [panelOfWidth(width)] } as unknown as PreviewInput).queries;

test.for([
  // 24 columns and 23 gaps of 8 px make 1,600 px, a frame takes 18 px.
  [24, 1582],
  [12, 778],
  [6, 376],
  [0, 41],
  [1000, 1582],
])("a panel of %i columns has %i points", ([width, points]) => {
  expect(drawn([query({})], width)[0]!.maxDataPoints).toBe(points);
});

test("a panel's own number of points stays, and annotations have those of the window", () => {
  const [own, annotation, variable] = drawn([
    query({ maxDataPoints: 50 }),
    query({ place: "annotation" }),
    query({ place: "variable" }),
  ]);
  expect([own, annotation, variable].map((one) => one!.maxDataPoints)).toEqual([50, 1920, undefined]);
});

test("a query for a range and an instant is asked twice, in that order", () => {
  const both = drawn([query({ refId: "A", range: true, instant: true }), query({ refId: "B", instant: true })]);
  expect(both.map(({ refId, instant, range }) => [refId, instant, range])).toEqual([
    ["A", false, true],
    ["A", true, false],
    ["B", true, undefined],
  ]);
});

test("a query that was asked twice is told once, by its instant, and what is wrong with it once", () => {
  const [range, instant] = drawn([query({ refId: "A", targetIndex: 0, range: true, instant: true })]);
  const others = [query({ refId: "B", targetIndex: 1 }), query({ place: "annotation", name: "deploys" })];
  const finding = { state: "empty", code: "unknown-metric", message: "A has no data" };
  const check = {
    queries: [range, instant, ...others].map((one) => ({ query: one })),
    findings: [finding, { ...finding }, { ...finding, message: "B has no data" }],
  } as unknown as CheckResult;
  const told = asWritten(check);
  expect(told.queries.map((one) => one.query)).toEqual([instant, ...others]);
  expect(told.findings.map((one) => (one as unknown as typeof finding).message)).toEqual([
    "A has no data",
    "B has no data",
  ]);
});
