import { expect, test } from "vitest";
import { explainFilter } from "./explain-filter.ts";

const found = { code: "value-missing", reason: 'no series of x has env=~"prod|stage"; there is "dev"' } as const;
const filters = [{ key: "env", operator: "=|", value: "prod", values: ["prod", "stage"], variable: "Filters" }];

test("explainFilter names the saved filter whose condition leaves nothing", () => {
  expect(explainFilter(found, { name: "env", operator: "=~", value: "prod|stage" }, filters)).toEqual({
    code: "filter-leaves-nothing",
    reason:
      "the saved filter env =| prod, stage of $Filters leaves nothing: " +
      'no series of x has env=~"prod|stage"; there is "dev"',
  });
});

test("explainFilter leaves other explanations as they are", () => {
  for (const failing of [
    undefined,
    { name: "env", operator: "=", value: "prod" },
    { name: "job", operator: "=~", value: "prod|stage" },
  ] as const)
    expect(explainFilter(found, failing, filters)).toBe(found);
});
