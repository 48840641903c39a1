import { expect, test } from "vitest";
import { panelKey, panelPlace } from "./panel-key.ts";

test.for<[id: number | undefined, index: number, copy: Record<string, string> | undefined, key: string, place: object]>(
  [
    [7, 3, undefined, "p7-3", { index: 3, copy: "" }],
    [undefined, 0, undefined, "n-0", { index: 0, copy: "" }],
    [-1, 2, { job: "a/b-9", pod: "p\nq" }, "p-1-2/job=a/b-9/pod=p\nq", { index: 2, copy: "job=a/b-9/pod=p\nq" }],
  ],
)("the panel %s at %i in copy %j has the key %j", ([id, index, copy, key, place]) => {
  expect(panelKey(id, index, copy)).toBe(key);
  expect(panelPlace(key)).toEqual(place);
});
