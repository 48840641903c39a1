import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder } from "../servers/process.ts";

test("the example of docs/rules.md does what the page says", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/rules.md"), "utf8");
  const folder = temporaryFolder();
  try {
    for (const [, file, text] of page.matchAll(/```yaml (\S+)\n([\s\S]*?)```/g))
      writeFileSync(join(folder, file!), text!);
    const [, command] = /```sh\ndashpreview (test .*)\n```/.exec(page)!;
    const run = await runCli(command!.split(" "), { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("HighErrorRate, for 5m, keep firing for 3m: fires");
    expect(run.stdout).toContain("1 of 1 expectation met");
    expect(run.stdout).toMatch(/\d+(\.\d+)?% of the requests of shop fail/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
