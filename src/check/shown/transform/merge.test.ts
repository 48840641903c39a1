import { expect, test } from "vitest";
import { columnsOf, frameOf, tools } from "../../testing/frames.ts";
import { merge } from "./merge.ts";

const merged = (...frames: ReturnType<typeof frameOf>[]) => columnsOf(merge(frames, {}, tools()).frames);

test("merge puts rows together that are equal in the fields of all frames", () => {
  const a = frameOf("A", { Time: [1, 1], job: ["api", "web"], "Value #A": [1, 2] });
  const b = frameOf("B", { Time: [1, 1], job: ["web", "db"], "Value #B": [3, 4] });
  expect(merged(a, b)).toEqual([
    {
      Time: [1, 1, 1],
      job: ["api", "web", "db"],
      "Value #A": [1, 2, undefined],
      "Value #B": [undefined, 3, 4],
    },
  ]);
});

test("merge leaves alone a single frame, and frames that share no field", () => {
  const [a, b] = [frameOf("A", { a: [1] }), frameOf("B", { b: [1] })];
  expect(merged(a)).toEqual([{ a: [1] }]);
  expect(merged(a, b)).toEqual([{ a: [1] }, { b: [1] }]);
  expect(merged(a, frameOf("B", {}))).toEqual([{ a: [1] }]);
  expect(merged(frameOf("A", {}), frameOf("B", {}))).toEqual([{}]);
});

test("merge keeps rows whose values it does not know", () => {
  const unknown = { ...frameOf("B", { a: [1] }), fields: [{ name: "a", kind: "number" as const }] };
  expect(merge([frameOf("A", { a: [1] }), unknown], {}, tools()).frames).toMatchObject([
    { refId: "merge-A-B", length: 2, fields: [{ name: "a" }] },
  ]);
});
