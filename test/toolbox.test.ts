import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runProgram } from "./ci/run-program.ts";
import { type Stack, startStack } from "./e2e/stack.ts";
import { temporaryFolder, toolPath } from "./servers/process.ts";

const root = resolve(import.meta.dirname, "..");
const [, section = ""] = /^## The toolbox\n([\s\S]*?)^## /m.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
const [once = [], untilInterrupted = []] = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) =>
  block!.trim().split("\n"),
);

let stack: Stack;
let folder: string;
let env: Record<string, string>;
const children: ChildProcess[] = [];
beforeAll(async () => {
  stack = await startStack({ window: "1h" });
  folder = temporaryFolder();
  for (const path of ["fixtures/queue", "docker/serve"])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "dashpreview"), `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/cli.js' "$@"\n`);
  chmodSync(join(bin, "dashpreview"), 0o755);
  env = {
    ...{ PATH: `${bin}:${process.env["PATH"]}`, TMPDIR: folder, HOME: process.env["HOME"]! },
    ...{ ...stack.env, DASHPREVIEW_PROMETHEUS_BIN: toolPath("prometheus") },
  };
});
afterAll(() => stack?.stop());
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("the commands of README's toolbox do what their words say, one after the other", async () => {
  const printed: string[] = [];
  for (const line of once) {
    const script = join(folder, "line.sh");
    writeFileSync(script, line);
    const { code, log } = await runProgram("bash", [script], { cwd: folder, env });
    expect(code, `${line}\n${log}`).toBe(0);
    printed.push(log);
  }
  const [tested, inferred, incident, local, exported, imported] = printed;
  expect(tested).toMatch(/QueueHasNoConsumers, for 5m: fires\n\s+\{queue="payments", severity="page"\}/);
  expect(tested).toContain("2 of 2 expectations met");
  expect(inferred).toContain("2 of 2 alerts fire in the scenario incident");
  expect(incident).toContain("2 alert rules: 2 fire");
  expect(local).toMatch(/ok/);
  expect(exported).toContain("wrote queue.test.yaml");
  expect(imported).toContain("wrote tests.data.yaml: ");
  const made = ["incident.data.yaml", "queue.test.yaml", "tests.data.yaml"];
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(made));
});

test.for([
  ["serve", /^Metrics: +(\S+)/m],
  ["report", /^Prometheus: +(\S+)/m],
  ["live", /writing live data for the previews of project/],
] as const)("README's `%s` runs until Ctrl-C", async ([command, begun]) => {
  const line = untilInterrupted.find((one) => one.startsWith(`dashpreview ${command} `))!;
  const child = spawn("bash", ["-c", `exec ${line.replace(/#.*/, "")}`], { cwd: folder, env });
  children.push(child);
  let log = "";
  const ready = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (begun.test(log)) done();
      });
    child.once("close", () => done());
  });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  await ready;
  expect(log).toMatch(begun);
  const address = /^(?:Metrics|Prometheus): +(http\S+)/m.exec(log)?.[1];
  if (address !== undefined)
    expect((await fetch(address.endsWith("/metrics") ? address : `${address}/-/ready`)).status).toBe(200);
  child.kill("SIGINT");
  expect([0, 130]).toContain(await ended);
});
