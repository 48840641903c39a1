import { expect, test } from "vitest";
import { plainPainter } from "../../../present/format-table.ts";
import type { FileChange } from "../../../preview/init/plan-init.ts";
import { showDiff } from "./show-diff.ts";

const show = (change: Partial<FileChange>) =>
  showDiff({ path: "a.yml", text: "", before: undefined, action: "create", ...change }, plainPainter);

test.for([
  [{ text: "x\ny\n" }, ["--- /dev/null", "+++ a.yml", "+x", "+y"]],
  [{ action: "add", before: "a\nb\n", text: "c\n" }, ["--- a.yml", "+++ a.yml", " b", "+c"]],
  [{ action: "overwrite", before: "a\nb\nc\n", text: "a\nx\nc\n" }, ["--- a.yml", "+++ a.yml", "-b", "+x"]],
  [{ action: "overwrite", before: "a\n", text: "a\na\n" }, ["--- a.yml", "+++ a.yml", "+a"]],
  [{ action: "same" }, ["a.yml: as it should be"]],
  [{ action: "keep" }, ["a.yml: is there and differs; it stays (--force overwrites it)"]],
] as const)("showDiff of %j", ([change, lines]) => {
  expect(show(change)).toEqual(lines);
});

test("showDiff lets no line of a file be obeyed by a log or a terminal", () => {
  const lines = show({ action: "overwrite", before: "\u001b[2J\n", text: "::error::x\n", path: "::a\n" });
  expect(lines.join("\n")).not.toMatch(/\u001b|^::/m);
});
