import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startCli } from "./cli.ts";
import { dashboard, smallSpec } from "./stack.ts";

const program = resolve(import.meta.dirname, "../../dist/cli.js");
let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "dashpreview-pipe-"));
  writeFileSync(join(cwd, "a.json"), JSON.stringify(dashboard("A", ["queue_length"])));
  writeFileSync(join(cwd, "a.data.yaml"), smallSpec);
});
afterAll(() => rmSync(cwd, { recursive: true }));

test.for(["--help", "--version", "up --help", "help up", "validate a.json", "validate nothing.json"])(
  "%s ends without a word about it where nobody reads what it prints",
  async (words) => {
    // Both streams lead to a reader that has gone before the first word.
    const { code, text } = await new Promise<{ code: unknown; text: string }>((done) => {
      execFile(
        "sh",
        [
          "-c",
          `{ "$0" "$1" ${words} 2>errors; echo "$?" >code; } | true; cat errors >&2; cat code`,
          process.execPath,
          program,
        ],
        { cwd, env: { PATH: process.env["PATH"] ?? "" } },
        (_error, stdout, stderr) => done({ code: Number(stdout), text: stderr }),
      );
    });
    const wrong = words.endsWith("nothing.json");
    expect(code, text).toBe(wrong ? 2 : 0);
    expect(text).toBe(wrong ? "error: nothing.json: no such file or folder\n" : "");
  },
);

test("a full disk behind standard output is an error, also of the help", async () => {
  const { code, text } = await new Promise<{ code: unknown; text: string }>((done) => {
    execFile(
      "sh",
      ["-c", `"$0" "$1" --help >/dev/full; echo $?`, process.execPath, program],
      (_error, stdout, stderr) => done({ code: Number(stdout), text: stderr }),
    );
  });
  expect(code).toBe(2);
  expect(text).toBe("error: the output could not be written (ENOSPC); everything else was done\n");
});

test.for([150, 250, 350, 450])("Ctrl-C %d ms after the start is never lost", async (ms) => {
  const { child, result } = startCli(["report", "a.json", "-o", "a.html"], { cwd });
  onTestFinished(() => void child.kill("SIGKILL"));
  setTimeout(() => child.kill("SIGINT"), ms);
  const { code, signal } = await result;
  // Before the program listens, and while it reads a file, the system itself ends it.
  expect(code ?? signal).toSatisfy((end) => end === 130 || end === "SIGINT");
});
