import { expect, test } from "vitest";
import { explainFilter } from "./explain-filter.ts";

const found = (name: string, operator: "=" | "=~", value: string) =>
  ({
    code: "value-missing",
    reason: 'no series of x has env=~"prod|stage"; there is "dev"',
    failing: { name, operator, value },
  }) as const;
const filters = [{ key: "env", operator: "=|", value: "prod", values: ["prod", "stage"], variable: "Filters" }];

test("explainFilter names the saved filter whose condition leaves nothing", () => {
  expect(explainFilter(found("env", "=~", "prod|stage"), filters)).toMatchObject({
    code: "filter-leaves-nothing",
    reason:
      "the saved filter env =| prod, stage of $Filters leaves nothing: " +
      'no series of x has env=~"prod|stage"; there is "dev"',
  });
});

test("explainFilter leaves other explanations as they are", () => {
  for (const one of [
    found("env", "=", "prod"),
    found("job", "=~", "prod|stage"),
    { code: "unknown", reason: "" } as const,
  ])
    expect(explainFilter(one, filters)).toBe(one);
});
