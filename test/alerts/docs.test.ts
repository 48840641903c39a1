import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard } from "../e2e/stack.ts";
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
    writeFileSync(join(folder, "shop.json"), JSON.stringify(dashboard("Shop", ["job:errors:ratio_rate5m"])));
    const [, drawing] = /```sh\ndashpreview (report .*)\n```/.exec(page)!;
    const drawn = await runCli([...drawing!.split(" "), "--output", "json"], {
      cwd: folder,
      env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
    });
    expect(drawn.code, drawn.stderr).toBe(0);
    expect(drawn.json<PageData>().alerts![0]!.rules).toMatchObject([{ alert: "HighErrorRate", state: "firing" }]);
    expect(run.stdout).toMatch(/\d+(\.\d+)?% of the requests of shop fail/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
