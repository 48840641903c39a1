import { expect, test } from "vitest";
import { triedAgain } from "./tried-again.ts";

test("triedAgain takes the place of advice to try again, and nothing else", () => {
  expect(triedAgain("no answer; try again later")).toBe("no answer; it is tried again");
  expect(triedAgain("try again later, it said; or not")).toBe("try again later, it said; or not; it is tried again");
});
