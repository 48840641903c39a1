import { expect, test } from "vitest";
import type { Output } from "../output/output.ts";
import { createProgress } from "./progress.ts";

function setUp({ isTerminal = false, quiet = false } = {}) {
  const [lines, drawn]: [string[], string[]] = [[], []];
  let nowMs = 0;
  const err = {
    isTerminal,
    columns: 60,
    write: (text: string) => void lines.push(text),
    draw: (text: string) => void drawn.push(text),
  } as unknown as Output;
  const progress = createProgress({ err, now: () => nowMs, quiet });
  return {
    progress,
    lines,
    drawn,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test("createProgress writes a line every ten seconds where there is no terminal, with the time that is left", () => {
  const { progress, lines, drawn, pass } = setUp();
  progress.step("writing");
  pass(9999);
  progress.update("samples", 1, 4);
  pass(1);
  progress.update("samples", 1, 4);
  // A quarter took ten seconds.
  expect(lines).toEqual(["writing\n", "samples 25 %, 30s left\n"]);
  expect(drawn).toEqual([]);
});

test("createProgress draws a bar over itself on a terminal, and takes it away before a line", () => {
  const { progress, lines, drawn, pass } = setUp({ isTerminal: true });
  progress.step("writing");
  pass(100);
  progress.update("samples", 1, 2);
  expect(drawn).toEqual([`${"█".repeat(12)}${"░".repeat(12)} samples 50 %`]);
  progress.step("reading");
  expect(drawn.at(-1)).toBe("");
  expect(lines).toEqual(["writing\n", "reading\n"]);
  progress.clear();
  expect(drawn).toHaveLength(2);
});

test("createProgress cuts the line to the width of the terminal, and never shows more than all", () => {
  const { progress, drawn, pass } = setUp({ isTerminal: true });
  pass(100);
  progress.update("x".repeat(100), 3, 2);
  expect(drawn).toEqual([`${"█".repeat(24)} ${"x".repeat(34)}`]);
});

test("createProgress says nothing where it is to be quiet, and nothing of a total of 0", () => {
  const { progress, lines, drawn, pass } = setUp({ quiet: true });
  progress.step("writing");
  expect(lines).toEqual([]);
  const loud = setUp({ isTerminal: true });
  loud.pass(1000);
  loud.progress.update("samples", 0, 0);
  pass(1000);
  expect([drawn, loud.drawn]).toEqual([[], []]);
});
