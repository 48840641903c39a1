import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "./ci/run-program.ts";
import { expectResult } from "./result-schema.ts";
import { type TestServer, temporaryFolder, toolPath } from "./servers/process.ts";
import { startPrometheus } from "./servers/prometheus.ts";

const root = resolve(import.meta.dirname, "..");
const text = readFileSync(join(root, "docs/agents.md"), "utf8");
const steps = [...text.matchAll(/^```sh\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```)?/gm)].map(
  ([, script, output]) => ({ script: script!, output }),
);
const file = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(text)![1]!;

let prometheus: TestServer;
beforeAll(async () => {
  prometheus = await startPrometheus();
});
afterAll(() => prometheus?.stop());

test("docs/agents.md shows the output of every command", () => {
  expect(steps.length).toBeGreaterThan(4);
  expect(steps.filter(({ output }) => output === undefined)).toEqual([]);
});

test("the commands of docs/agents.md, one after the other, print what it says, from an empty panel to a fix", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "api.json"), file("json"));
  writeFileSync(join(folder, "api.data.yaml"), file("yaml"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = `#!/bin/sh\nexec '${process.execPath}' '${join(root, "dist/cli.js")}' "$@"\n`;
  writeFileSync(join(bin, "dashpreview"), program, { mode: 0o755 });
  const tools = ["prometheus", "jq"].map((name) => dirname(toolPath(name)));
  const env = {
    PATH: [bin, ...tools, process.env["PATH"]].join(":"),
    PROMETHEUS_URL: prometheus.url,
    TMPDIR: folder,
  };
  for (const { script, output } of steps) {
    // What is printed for people goes to standard error.
    const step = join(folder, "step.sh");
    writeFileSync(step, `exec 2>/dev/null\n${script}`);
    const { log } = await runProgram("bash", [step], { cwd: folder, env });
    expect(log, script).toBe(output);
    expectResult(JSON.parse(readFileSync(join(folder, "result.json"), "utf8")));
  }
});
