import { expect, test } from "vitest";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { reportNoPreview } from "./report-no-preview.ts";

function report(output: "json" | "text", text: string | undefined) {
  const said: string[] = [];
  const files: string[] = [];
  const context = {
    env: { GITHUB_STEP_SUMMARY: "/s" },
    cwd: "/w",
    out: { json: (document: unknown) => said.push(JSON.stringify(document)), write: (line: string) => said.push(line) },
    err: { colours: false, write: (line: string) => said.push(line) },
    files: { append: ({ path }: { path: string }, added: string) => files.push(`${path} ${added}`) },
    redactor: { text: (whole: string) => whole },
  } as unknown as CliContext;
  const run = { request: { output } as UpRequest, key: "pr-1" };
  reportNoPreview(run, { json: { state: "empty" }, text, summary: "Nothing.", warnings: ["odd"] }, context);
  return { said, files };
}

test("The result is printed in the form that was asked for, then the warnings, and the step's summary is written", () => {
  expect(report("text", "nothing to do")).toEqual({
    said: ["nothing to do\n", "warning: odd\n"],
    files: ["/s Nothing.\n"],
  });
  expect(report("json", "nothing to do").said).toEqual(['{"state":"empty"}', "warning: odd\n"]);
});

test("Without a text only the warnings are printed", () => {
  expect(report("text", undefined).said).toEqual(["warning: odd\n"]);
});
