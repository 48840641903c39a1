import { expect, test } from "vitest";
import { movedText } from "./moved-text.ts";

test.for([
  [{}, ""],
  [{ movedTo: "" }, ", moved to the root"],
  [{ movedTo: "team-a" }, ", moved to the folder team-a"],
  [{ movedTo: "a\nb" }, ", moved to the folder a b"],
] as const)("movedText of %j is %j", ([preview, text]) => {
  expect(movedText(preview)).toBe(text);
});
