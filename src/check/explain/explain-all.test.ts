import { expect, test } from "vitest";
import { explainAll } from "./explain-all.ts";

test("explainAll says what queries get where All is chosen among no values", () => {
  expect(explainAll({ name: "pod", all: true }, "its query has no answer")).toEqual({
    code: "all-of-nothing",
    reason:
      "its query has no answer; All is chosen, so queries get () for $pod, which only matches series without the label",
  });
});

test("explainAll keeps to the reason where nothing, or an All value of its own, is chosen", () => {
  const plain = { code: "variable-empty", reason: "none" };
  expect(explainAll({ name: "pod", all: false }, "none")).toEqual(plain);
  expect(explainAll({ name: "pod", all: true, allValue: ".*" }, "none")).toEqual(plain);
});
