import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DashboardError, UsageError } from "../../errors.ts";
import { buildName, runBuild } from "./run-build.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-build-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(command: string, options: { timeoutMs?: number; signal?: AbortSignal; env?: NodeJS.ProcessEnv } = {}) {
  return runBuild(command, {
    cwd: folder,
    env: process.env,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    kill: (pid) => void process.kill(pid, "SIGKILL"),
    ...options,
  });
}

async function failure(command: string, options: Parameters<typeof build>[1] = {}): Promise<Error> {
  const error: unknown = await build(command, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

const isAlive = (pid: number) => {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    return !state.startsWith("Z");
  } catch {
    return false;
  }
};

test("runBuild gives what a command prints, run in the working folder without a shell", async () => {
  writeFileSync(join(folder, "a.json"), '{"title":"é"}');
  expect(await build("cat a.json")).toBe('{"title":"é"}');
  expect(await build("printf %s '$HOME; | *'")).toBe("$HOME; | *");
});

test("runBuild hands no secret and no standard input to the command", async () => {
  const env = {
    PATH: process.env["PATH"],
    GRAFANA_TOKEN: "canary",
    A_PASSWORD: "canary",
    GITHUB_ENV: "/x",
    PLAIN: "p",
  };
  const printed = await build("sh -c 'env; cat; echo end'", { env });
  expect(printed).toContain("PLAIN=p");
  expect(printed).toContain("end");
  expect(printed).not.toMatch(/canary|GITHUB_ENV/);
});

test("runBuild shows exit code and the beginning and end of standard error, cleaned", async () => {
  const error = await failure(
    String.raw`sh -c 'printf "\033[31mRUNTIME ERROR: no such field\n" >&2; for i in $(seq 40); do echo line$i >&2; done; exit 3'`,
  );
  expect(error).toBeInstanceOf(DashboardError);
  expect(error.message).toContain("ended with exit code 3\n    \\u001b[31mRUNTIME ERROR: no such field\n    line1\n");
  expect(error.message).toMatch(/…\n(?: {4}line3[2-9]\n){8} {4}line40$/);
});

test("runBuild bounds what it shows of standard error", async () => {
  const error = await failure("sh -c 'head -c 50000000 /dev/zero | tr \"\\\\0\" x >&2; exit 1'");
  expect(error.message.length).toBeLessThan(1000);
});

test.for([
  ["sh -c 'exit 0'", "printed nothing; a dashboard was expected on standard output"],
  ["sh -c 'kill -TERM $$'", "was ended by SIGTERM"],
  ["false", '--build "false": ended with exit code 1'],
] as const)("runBuild refuses %s", async ([command, message]) => {
  expect((await failure(command)).message).toContain(message);
});

test("runBuild names a program that is missing or may not be run", async () => {
  writeFileSync(join(folder, "build.sh"), "#!/bin/sh\n", { mode: 0o644 });
  const missing = await failure("no-such-program-here x");
  expect(missing).toBeInstanceOf(UsageError);
  expect(missing.message).toBe(
    '--build "no-such-program-here x": there is no program "no-such-program-here" here; install it before, or name its path',
  );
  expect((await failure("./build.sh")).message).toContain("may not be run");
  expect((await failure("x".repeat(1001))).message).toContain("more than 1000 characters");
});

test("runBuild ends a command that prints without end", async () => {
  expect((await failure("yes")).message).toContain("printed more than 64 MiB");
});

test("runBuild ends a command that hangs, with all that it started", async () => {
  const error = await failure("sh -c 'sleep 1000 & echo $! > pid; wait'", { timeoutMs: 500 });
  expect(error.message).toContain("took longer than 500ms and was ended; --build-timeout allows more");
  await wait(100);
  expect(isAlive(Number(readFileSync(join(folder, "pid"), "utf8")))).toBe(false);
});

test("runBuild ends what a command left running, which holds its output open", async () => {
  expect(await build("sh -c 'sleep 1000 & echo $! > left; echo {}'")).toBe("{}\n");
  await wait(100);
  expect(existsSync(join(folder, "left"))).toBe(true);
  expect(isAlive(Number(readFileSync(join(folder, "left"), "utf8")))).toBe(false);
});

test("runBuild ends the command when the run is interrupted", async () => {
  const controller = new AbortController();
  const building = build("sleep 1000", { signal: controller.signal });
  controller.abort(new Error("stop"));
  await expect(building).rejects.toThrow("stop");
});

test("buildName names a command on one line", () => {
  expect(buildName(" jsonnet\ta.jsonnet\n")).toBe("<jsonnet a.jsonnet>");
});
