import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { dashboard, emptyServer, type Stack, smallSpec, startStack } from "./stack.ts";

const root = resolve(import.meta.dirname, "../..");
let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec.replace("history: 30m", "history: 5m"));
});
afterAll(() => stack.stop());

const up = ["up", "a.json", "--key", "bare", "--no-sweep"];
const local = ["up", "a.json", "--local", "--exit", "--prometheus-bin", toolPath("prometheus")];
/** Nothing can be made in there, by root either. */
const unwritable = "/proc";

test.for([
  ["an empty HOME", { HOME: "", XDG_CACHE_HOME: "" }],
  ["a HOME that cannot be written", { HOME: unwritable, XDG_CACHE_HOME: unwritable }],
  ["a HOME that is not there", { HOME: "/nonexistent", XDG_CACHE_HOME: "" }],
] as const)("up works with %s, against servers and locally", async ([, env]) => {
  for (const args of [up, local]) {
    const { code, stderr } = await stack.run(args, { env });
    expect(code, stderr).toBe(0);
  }
});

test("a program in the checkout is not started because HOME is empty", async () => {
  const planted = join(stack.folder, ".cache/dashpreview/bin/prometheus");
  mkdirSync(join(planted, ".."), { recursive: true });
  writeFileSync(planted, "#!/bin/sh\ntouch planted-was-here\n");
  chmodSync(planted, 0o755);
  for (const cache of ["", ".cache"]) {
    const env = { HOME: "", XDG_CACHE_HOME: cache, PATH: "/nonexistent" };
    const { code, stderr } = await stack.run(["up", "a.json", "--local", "--exit"], { env });
    expect([code, stderr]).toEqual([2, expect.stringContaining("there is none on the PATH. Install one")]);
  }
});

test.skipIf(process.getuid?.() !== 0)(
  "a user without an entry in the list of users, and without HOME, can run up",
  () => {
    // Somebody else must be able to read the program, wherever it lies.
    const folder = temporaryFolder();
    try {
      chmodSync(folder, 0o755);
      cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
      cpSync(join(root, "package.json"), join(folder, "package.json"));
      for (const file of ["a.json", "dashpreview.yaml"]) cpSync(join(stack.folder, file), join(folder, file));
      const { PATH } = process.env;
      const run = (...args: string[]) =>
        spawnSync(process.execPath, [join(folder, "dist/cli.js"), ...args], {
          cwd: folder,
          env: { PATH },
          uid: 54_321,
          gid: 54_321,
          encoding: "utf8",
        });
      const probe = "try{os.userInfo();console.log('known')}catch{}try{os.homedir();console.log('home')}catch{}";
      const bare = spawnSync(process.execPath, ["-e", `const os=require('os');${probe}`], { env: {}, uid: 54_321 });
      expect(String(bare.stdout)).toBe("");
      for (const args of [
        ["validate", "a.json"],
        ["describe", "dashpreview.yaml"],
      ]) {
        const { status, stderr } = run(...args);
        expect(status, stderr).toBe(0);
      }
      const missing = run("up", "a.json", "--local", "--exit");
      expect(missing.stderr).not.toContain("ERR_SYSTEM_ERROR");
      expect([0, 2]).toContain(missing.status);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test.for([
  ["is missing", "/nonexistent/tmp", "there is no such folder"],
  ["cannot be written", unwritable, ""],
  ["is a file", resolve(root, "package.json"), "it is not a folder"],
] as const)("up --local says that TMPDIR %s, and up against servers needs none", async ([, TMPDIR, why]) => {
  const { code, stderr } = await stack.run(local, { env: { TMPDIR } });
  expect(code).toBe(2);
  expect(stderr).toContain(`no temporary folder can be made in ${TMPDIR}: ${why}`);
  expect(stderr).toContain("set TMPDIR to a folder that can be written");
  const remote = await stack.run(up, { env: { TMPDIR } });
  expect(remote.code, remote.stderr).toBe(0);
});

test.for([
  ["a line break at its end", (token: string) => `${token}\n`],
  ["a Windows line break at its end", (token: string) => `${token}\r\n`],
  ["blanks around it", (token: string) => `  ${token}\t `],
  ["a byte order mark, as a file has it", (token: string) => `\ufeff${token}\n`],
] as const)("a token with %s works, with a warning that names the variable alone", async ([, spoil]) => {
  const { code, stdout, stderr } = await stack.run(["list"], { env: { GRAFANA_TOKEN: spoil(stack.token) } });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("warning: GRAFANA_TOKEN has blanks, a line break or a byte order mark around its value");
  expect(stdout + stderr).not.toContain(stack.token);
  const flag = await stack.run(["list", "--grafana-token", spoil(stack.token)], { env: { GRAFANA_TOKEN: "" } });
  expect(flag.code, flag.stderr).toBe(0);
});

test("a token with a line break inside is refused by the name of its variable or flag, and not shown", async () => {
  const broken = "glsa_canary_one\nglsa_canary_two";
  for (const name of ["GRAFANA_TOKEN", "DASHPREVIEW_PROMETHEUS_TOKEN", "DASHPREVIEW_HOST_TOKEN", "GITLAB_TOKEN"]) {
    const { code, stdout, stderr } = await stack.run(["list"], { env: { [name]: broken } });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${name} has a line break inside`)]);
    expect(stdout + stderr).not.toContain("canary");
  }
  const flag = await stack.run(["list", "--grafana-token", broken]);
  expect([flag.code, flag.stderr]).toEqual([2, expect.stringContaining("--grafana-token: it has a line break inside")]);
  expect(flag.stdout + flag.stderr).not.toContain("canary");
});

test("a password keeps its blanks and loses the line break at its end", async () => {
  const login = { GRAFANA_TOKEN: "", DASHPREVIEW_GRAFANA_USER: "admin" };
  const broken = await stack.run(["list"], { env: { ...login, DASHPREVIEW_GRAFANA_PASSWORD: "admin\n" } });
  expect(broken.code, broken.stderr).toBe(0);
  expect(broken.stderr).toContain("DASHPREVIEW_GRAFANA_PASSWORD");
  const blank = await stack.run(["list"], { env: { ...login, DASHPREVIEW_GRAFANA_PASSWORD: "admin " } });
  expect(blank.code).not.toBe(0);
});

test("a variable that holds the path of a file instead of a token is named", async () => {
  const path = join(stack.folder, "token");
  writeFileSync(path, stack.token);
  const { code, stderr } = await stack.run(["list"], { env: { GRAFANA_TOKEN: path } });
  expect([code, stderr]).toEqual([2, expect.stringContaining("GRAFANA_TOKEN holds the path of a file, not a token")]);
});

test("a blank token counts as not set, and is said", async () => {
  const { code, stderr } = await stack.run(["list"], { env: { GRAFANA_TOKEN: " \n" } });
  expect(code).toBe(2);
  expect(stderr).toContain("warning: GRAFANA_TOKEN is blank, so it counts as not set");
  expect(stderr).toContain("no Grafana token");
});
