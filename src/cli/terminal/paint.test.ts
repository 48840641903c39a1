import { expect, test } from "vitest";
import { painter } from "./paint.ts";

test("painter puts a colour on and off again, and leaves texts alone where colours are not wanted", () => {
  const { red, green, yellow, dim, bold } = painter(true);
  expect([red, green, yellow, dim, bold].map((paint) => paint("x"))).toEqual([
    "\x1b[31mx\x1b[39m",
    "\x1b[32mx\x1b[39m",
    "\x1b[33mx\x1b[39m",
    "\x1b[2mx\x1b[22m",
    "\x1b[1mx\x1b[22m",
  ]);
  expect(painter(false).red("x")).toBe("x");
});
