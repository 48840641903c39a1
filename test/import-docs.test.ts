import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runProgram } from "./ci/run-program.ts";
import { type TestServer, temporaryFolder, toolPath } from "./servers/process.ts";
import { startPrometheus } from "./servers/prometheus.ts";

const root = resolve(import.meta.dirname, "..");
const text = readFileSync(join(root, "docs/import.md"), "utf8");
const files = [...text.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, name, body]) => ({
  name: name!,
  body: body!,
}));
const steps = [...text.matchAll(/^```sh\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm)].map(([, script, output]) => ({
  script: script!,
  output: output!,
}));

let prometheus: TestServer;
beforeAll(async () => {
  prometheus = await startPrometheus({ scrapesItself: true });
  const count = async () => {
    const response = await fetch(`${prometheus.url}/api/v1/query?query=up`);
    return ((await response.json()) as { data: { result: unknown[] } }).data.result.length;
  };
  await vi.waitUntil(async () => (await count()) === 1, { timeout: 15_000, interval: 200 });
});
afterAll(() => prometheus?.stop());

test("every command of docs/import.md prints what it says, and promtool runs what was exported", async () => {
  const folder = temporaryFolder();
  for (const { name, body } of files) writeFileSync(join(folder, name), body);
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = join(bin, "dashpreview");
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(root, "dist/cli.js")}' "$@"\n`);
  chmodSync(program, 0o755);
  const tools = ["prometheus", "promtool"].map((name) => dirname(toolPath(name)));
  const env = { PATH: [bin, ...tools, process.env["PATH"]].join(":"), PROMETHEUS_URL: prometheus.url, TMPDIR: folder };
  expect(steps.length).toBeGreaterThan(1);
  for (const { script, output } of steps) {
    const step = join(folder, "step.sh");
    writeFileSync(step, `exec 2>/dev/null\n${script}`);
    const { log } = await runProgram("bash", [step], { cwd: folder, env });
    expect(log, script).toBe(output);
  }
});
