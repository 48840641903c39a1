import { expect, test } from "vitest";
import type { CliContext } from "../context.ts";
import { warn } from "./warn.ts";

test("warn writes one line for each warning, whatever is in it", () => {
  const lines: string[] = [];
  const err = { colours: false, write: (text: string) => void lines.push(text) };
  warn({ err } as unknown as CliContext, ["a", "b\n::error::c"]);
  expect(lines).toEqual(["warning: a\n", "warning: b ::error::c\n"]);
});
