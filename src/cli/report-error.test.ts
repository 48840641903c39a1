import { expect, test } from "vitest";
import { SpecError, UsageError } from "../errors.ts";
import { reportError } from "./report-error.ts";

function reported(error: unknown, json = false) {
  const [lines, documents]: [string[], unknown[]] = [[], []];
  const context = {
    err: { write: (text: string) => void lines.push(text), colours: false },
    out: { json: (value: unknown) => void documents.push(value) },
    version: "1",
    signal: new AbortController().signal,
  };
  const code = reportError(error, context, { json });
  return { code, err: lines.join(""), json: documents };
}

test("reportError marks every problem of a spec, and every one is in the JSON", () => {
  const position = { file: "a.yaml", line: 3, column: 5 };
  const error = new SpecError([{ message: "one", position }, { message: "two" }]);
  expect(reported(error).err).toBe("error: a.yaml:3:5: one\nerror: two\n");
  expect(reported(error, true).json).toEqual([{ error: { code: "spec", message: "a.yaml:3:5: one\ntwo" } }]);
});

test("reportError gives the exit code of the error, and 3 and a stack for a bug", () => {
  expect(reported(new UsageError("no"))).toMatchObject({ code: 2, err: "error: no\n" });
  const bug = reported(new TypeError("x is undefined"));
  expect([bug.code, /^bug: dashpreview 1 .*\nTypeError: x is undefined\n\s+at /.test(bug.err)]).toEqual([3, true]);
});
