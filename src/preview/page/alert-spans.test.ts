import { expect, test } from "vitest";
import { alertSpans } from "./alert-spans.ts";

const range = { fromMs: 0, toMs: 100 };

test("an alert is inactive between its intervals, before and after them", () => {
  const intervals = [
    { state: "pending", fromMs: 10, untilMs: 20 },
    { state: "firing", fromMs: 20, untilMs: 40 },
    { state: "pending", fromMs: 60, untilMs: 70 },
  ] as const;
  expect(alertSpans(intervals, range).map(({ state, fromMs, toMs }) => [state, fromMs, toMs])).toEqual([
    ["inactive", 0, 10],
    ["pending", 10, 20],
    ["firing", 20, 40],
    ["inactive", 40, 60],
    ["pending", 60, 70],
    ["inactive", 70, 100],
  ]);
});

test("one without an end lasts to the last evaluation, and one without intervals is inactive throughout", () => {
  expect(alertSpans([{ state: "firing", fromMs: 0, untilMs: undefined }], range)).toEqual([
    { state: "firing", fromMs: 0, toMs: 100 },
  ]);
  expect(alertSpans([], range)).toEqual([{ state: "inactive", fromMs: 0, toMs: 100 }]);
});

test("the rest of one that flaps is a single span, as severe as its worst", () => {
  const flapping = Array.from({ length: 5000 }, (_, index) => ({
    state: index === 4000 ? ("firing" as const) : ("pending" as const),
    fromMs: index * 2,
    untilMs: index * 2 + 1,
  }));
  const spans = alertSpans(flapping, { fromMs: 0, toMs: 10_000 });
  expect(spans).toHaveLength(200);
  expect(spans.at(-1)).toMatchObject({ state: "firing", toMs: 10_000 });
});
