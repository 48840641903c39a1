import { expect, test } from "vitest";
import { labels } from "./labels.ts";

test("labels sorts by the bytes of the names and leaves empty values out", () => {
  expect(labels({ job: "api", a: "1", "\u{1f600}": "4", "\uff5e": "3", gone: "" })).toEqual([
    ["a", "1"],
    ["job", "api"],
    ["\uff5e", "3"],
    ["\u{1f600}", "4"],
  ]);
});

test.for([
  [{ __name__: "up" }, 'labels: "__name__" cannot be the name of a label'],
  [{ code: 200 }, "labels: code must be text, got 200"],
] as const)("labels refuses %o", ([values, message]) => {
  expect(() => labels(values as unknown as Record<string, string>)).toThrow(new RangeError(message));
});
