import { expect, test } from "vitest";
import type { CheckResult } from "../../check/result.ts";
import type { UpDashboard } from "../../preview/up/up-result.ts";
import type { CliContext } from "../context.ts";
import { outputValues, writeOutputs } from "./outputs.ts";

const dashboard = (url: string, panels?: object) =>
  ({ url, check: panels === undefined ? undefined : ({ panels } as CheckResult) }) as UpDashboard;

test("outputValues adds up panels over dashboards, and gives the first link by itself", () => {
  const dashboards = [
    dashboard("https://g/a", { empty: 2, error: 1 }),
    dashboard("https://g/b"),
    dashboard("https://g/c", { empty: 1, error: 0 }),
  ];
  expect(
    outputValues({ key: "pr-1", dashboards, expiresAtMs: 0 }, { resultFile: "r.json", previewDir: "/w/out" }),
  ).toEqual({
    url: "https://g/a",
    urls: '["https://g/a","https://g/b","https://g/c"]',
    key: "pr-1",
    "expires-at": "1970-01-01T00:00:00.000Z",
    "panels-empty": "3",
    "panels-error": "1",
    "result-file": "r.json",
    "preview-dir": "/w/out",
  });
});

test("outputValues has empty texts for what there is not", () => {
  expect(outputValues({ key: "pr-1", dashboards: [] }, {})).toMatchObject({
    url: "",
    urls: "[]",
    "expires-at": "",
    "result-file": "",
    "preview-dir": "",
  });
});

function write(flags: Parameters<typeof writeOutputs>[0], env: CliContext["env"], summary = "# S") {
  const written: [how: string, path: string, content: unknown][] = [];
  const note = (how: string) => (file: { path: string }, content: unknown) =>
    void written.push([how, file.path, content]);
  const files = { json: note("json"), append: note("append"), write: note("write"), replace: note("replace") };
  const redactor = { text: (text: string) => text.replaceAll("secret", "***") };
  writeOutputs(flags, { json: { a: 1 }, values: { url: "https://g/secret\nx", key: "pr-1", urls: "[]" }, summary }, {
    env,
    cwd: "/w",
    files,
    redactor,
  } as unknown as CliContext);
  return written;
}

test("writeOutputs writes only what is wanted", () => {
  expect(write({}, {})).toEqual([]);
  expect(write({}, { GITHUB_STEP_SUMMARY: "/s" }, "")).toEqual([]);
});

test("writeOutputs writes the result file, GitHub's outputs without secrets, and the summary", () => {
  const [result, output, summary] = write({ resultFile: "r.json" }, { GITHUB_OUTPUT: "/o", GITHUB_STEP_SUMMARY: "/s" });
  expect(result).toEqual(["json", "/w/r.json", { a: 1 }]);
  expect(output![2]).toMatch(/^url<<(end-[0-9a-f-]{36})\nhttps:\/\/g\/\*\*\*\nx\n\1\nkey<</);
  expect(summary).toEqual(["append", "/s", "# S\n"]);
});

test("writeOutputs writes a dotenv file of one line a value, without the names of flags", () => {
  expect(write({ dotenv: "d.env" }, {})).toEqual([
    ["write", "/w/d.env", "DASHPREVIEW_URL=https://g/*** x\nDASHPREVIEW_PREVIEW=pr-1\n"],
  ]);
});
