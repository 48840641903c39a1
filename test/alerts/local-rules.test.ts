import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { dashboard } from "../e2e/stack.ts";
import { expectResult } from "../result-schema.ts";
import { temporaryFolder } from "../servers/process.ts";

test("up --local --rules prints the alerts of the example of docs/rules.md, as text and as JSON", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/rules.md"), "utf8");
  const folder = temporaryFolder();
  try {
    for (const [, file, text] of page.matchAll(/```yaml (\S+)\n([\s\S]*?)```/g))
      writeFileSync(join(folder, file!), text!);
    writeFileSync(join(folder, "shop.json"), JSON.stringify(dashboard("Shop", ["sum(rate(http_requests_total[5m]))"])));
    const run = (...flags: readonly string[]) =>
      runCli(["up", "shop.json", "--local", "--exit", "--rules", "rules.yaml", ...flags], {
        cwd: folder,
        env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
      });
    const [text, json] = await Promise.all([run(), run("--output", "json")]);
    expect([text.code, json.code], text.stderr + json.stderr).toEqual([0, 0]);
    expect(text.stdout).toContain("HighErrorRate, for 5m, keep firing for 3m: fires");
    expect(text.stdout).toContain("1 of 1 expectation met");
    const { rules } = expectResult(json.json<{ state: string; rules: unknown[] }>());
    expect(rules).toMatchObject([
      { ok: true, alerts: [{ alert: "HighErrorRate", state: "firing", change: "unknown" }], findings: [] },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
