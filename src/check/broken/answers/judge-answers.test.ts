import { expect, test } from "vitest";
import { answered } from "../../testing/answered.ts";
import { checkRun } from "../../testing/check-run.ts";
import { judgeAnswers } from "./judge-answers.ts";

test("judgeAnswers puts all hints of a panel together", () => {
  const { panel, answers } = answered(
    {
      targets: [{ expr: "x", legendFormat: "{{pod}}" }],
      fieldConfig: {
        defaults: { unit: "percent", mappings: [{ type: "value", options: { "0": { text: "None" } } }] },
        overrides: [{ matcher: { id: "byName", options: "b" }, properties: [] }],
      },
    },
    [[{ pod: "a" }, [300, 300]]],
  );
  const found = judgeAnswers(panel, answers, checkRun());
  expect(found.map(({ state, code }) => [state, code])).toEqual([
    ["hint", "share-out-of-bounds"],
    ["hint", "override-without-match"],
    ["hint", "mapping-without-match"],
  ]);
});
