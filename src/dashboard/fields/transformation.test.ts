import { expect, test } from "vitest";
import { readTransformations } from "./transformation.ts";

test("readTransformations reads both schemas, and leaves out what is switched off", () => {
  const options = { byField: "pod" };
  expect(
    readTransformations([
      { id: "joinByField", options },
      { id: "merge", disabled: true, options: {} },
      { kind: "joinByField", spec: { id: "joinByField", options } },
      { kind: "Transformation", group: "joinByField", spec: { options } },
      "text",
    ]),
  ).toEqual([1, 2, 3].map(() => ({ id: "joinByField", options })));
});
