import { expect, test } from "vitest";
import { annotationCommand, dotenvLines, maskCommand, outputLines } from "./workflow-commands.ts";

test("annotationCommand escapes what would end the command or a property", () => {
  const annotation = {
    level: "error",
    file: "a,b:c%.json",
    line: 3,
    title: "x::y,\nz",
    message: "one\n::add-mask::two %0A",
  } as const;
  expect(annotationCommand(annotation)).toBe(
    "::error file=a%2Cb%3Ac%25.json,line=3,title=x%3A%3Ay%2C z::one ::add-mask::two %250A",
  );
});

test("maskCommand keeps the lines of a value in one command", () => {
  expect(maskCommand("a%\nb")).toBe("::add-mask::a%25%0Ab");
});

test("outputLines refuses a value that could end itself", () => {
  expect(outputLines({ url: "https://x", urls: "a\nb" }, "D1")).toBe("url<<D1\nhttps://x\nD1\nurls<<D1\na\nb\nD1\n");
  expect(() => outputLines({ url: "x\nD1\nkey=y" }, "D1")).toThrow(RangeError);
});

test("dotenvLines keeps every value on its line", () => {
  expect(dotenvLines({ DASHPREVIEW_URL: "https://x\nEVIL=1" })).toBe("DASHPREVIEW_URL=https://x EVIL=1\n");
});
