import { expect, test } from "vitest";
import { unusedLine } from "./unused-line.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `m${index + 1}`);

test("unusedLine folds a long list, and says where all of it is", () => {
  expect(unusedLine(names(1), "--output json")).toBe("In the data spec but in no panel: m1");
  expect(unusedLine(names(9), "--output json")).toBe(`In the data spec but in no panel: ${names(9).join(", ")}`);
  expect(unusedLine(names(45), "--output json")).toBe(
    "In the data spec but in no panel: m1, m2, m3, m4, m5, m6, m7, m8 and 37 more; --output json lists all",
  );
});
