import { expect, test } from "vitest";
import { defined } from "./defined.ts";

test("Fields that are undefined are left out, null, zero and empty text stay", () => {
  const fields = defined({ unit: undefined, refId: "A", lastValue: 0, title: "", id: null });

  expect(Object.keys(fields)).toEqual(["refId", "lastValue", "title", "id"]);
  expect(fields).toEqual({ refId: "A", lastValue: 0, title: "", id: null });
});
