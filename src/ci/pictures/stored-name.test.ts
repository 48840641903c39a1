import { expect, test } from "vitest";
import { readStoredName, storedName } from "./stored-name.ts";

const name = `${"0123456789ab".repeat(2)}.png`;

test("readStoredName reads what storedName wrote, also of keys that end with a number", () => {
  for (const key of ["pr-12", "pr-12-3", "mr-45-infra", "a"]) {
    expect(readStoredName(storedName({ key, order: 2_000_000_000_008_001 }, name))).toEqual({
      ...{ key, order: 2_000_000_000_008_001, name },
    });
  }
});

test.for([
  "screenshot.png",
  name,
  `dashpreview-12-${name}`,
  `dashpreview-PR-12-1-${name}`,
  `dashpreview-pr-12-1-${name}.png`,
  `x-dashpreview-pr-12-1-${name}`,
  "dashpreview-pr-12-1-abc.png",
])("readStoredName takes %s for somebody else's", (file) => {
  expect(readStoredName(file)).toBeUndefined();
});
