import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { runCli, startCli } from "./cli.ts";
import { dashboard, smallSpec } from "./stack.ts";

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = temporaryFolder();
  temporary = mkdtempSync(join(folder, "tmp-"));
  writeFileSync(
    join(folder, "a.json"),
    JSON.stringify(dashboard("A", ["queue_length", "rate(requests_total[5m])", "no_such_metric"])),
  );
  writeFileSync(join(folder, "a.data.yaml"), smallSpec);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = () => ({ cwd: folder, env: { TMPDIR: temporary } });

/** Command lines of running processes that name the test's temporary folder: the throw-away server and its watchdog. */
function leftProcesses(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return line.includes(temporary) ? [line] : [];
      } catch {
        return [];
      }
    });
}

const expectNothingLeft = () =>
  expect.poll(() => [...readdirSync(temporary), ...leftProcesses()], { timeout: 15_000 }).toEqual([]);

/** Waits until the program says where its Prometheus is. */
async function started(child: ReturnType<typeof startCli>["child"]): Promise<string> {
  let text = "";
  return new Promise((done, fail) => {
    child.stderr!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const url = /Prometheus: (http:\S+)/.exec(text)?.[1];
      if (url !== undefined) done(url);
    });
    child.once("close", () => fail(new Error(`ended too early:\n${text}`)));
  });
}

test("up --local --exit runs every panel's query, prints title, series, last value and a sparkline, and leaves nothing behind", async () => {
  const result = await runCli(["up", "--local", "--exit", "a.json"], options());
  expect(result.code, result.stderr).toBe(0);
  expect(result.stdout).toMatch(/Panel 1 +ok +1 +7 +[▁▂▃▄▅▆▇█]/);
  expect(result.stdout).toMatch(/Panel 2 +ok +3 +5 +[▁▂▃▄▅▆▇█]/);
  expect(result.stdout).toMatch(/Panel 3 +empty +0/);
  expect(result.stdout).toContain("no_such_metric");
  await expectNothingLeft();
});

test("up --local --exit --output json names no address, for its server has stopped", async () => {
  const result = await runCli(["up", "--local", "--exit", "--output", "json", "a.json"], options());
  expect(result.code, result.stderr).toBe(0);
  const json = result.json<Record<string, unknown>>();
  expect(json).toMatchObject({ dashboards: [{ title: "A" }], warnings: expect.any(Array) });
  expect(json).not.toHaveProperty("url");
  expect(result.stdout + result.stderr).not.toContain("http://127.0.0.1");
});

test.for([
  [
    ["up", "a.json"],
    "no Grafana configured: set GRAFANA_URL or pass --grafana-url (or try --local, which needs no server)",
  ],
  [["list"], "no Grafana configured: set GRAFANA_URL or pass --grafana-url"],
  [["export", "some-uid"], "no Grafana configured: set GRAFANA_URL or pass --grafana-url"],
  [["cleanup"], "no Grafana configured: set GRAFANA_URL or pass --grafana-url"],
  [["extend", "7d", "--uid", "some-uid"], "no Grafana configured: set GRAFANA_URL or pass --grafana-url"],
  [["check", "."], "no Prometheus configured: set PROMETHEUS_URL or pass --prometheus-url"],
] as const)(
  "%j without servers says which setting is missing, and names --local only where it exists",
  async ([args, message]) => {
    const result = await runCli(args, options());
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`error: ${message}\n`);
    expect(result.stderr.includes("--local")).toBe(args[0] === "up");
  },
);

test("up --local --fail-on empty ends with 1 when a panel has no data", async () => {
  expect((await runCli(["up", "--local", "--exit", "--fail-on", "empty", "a.json"], options())).code).toBe(1);
});

test("up --local runs on with its Prometheus until Ctrl-C", async () => {
  const { child, result } = startCli(["up", "--local", "a.json"], options());
  const url = await started(child);
  const answer = (await (await fetch(`${url}/api/v1/query?query=queue_length`)).json()) as {
    data: { result: { value: [number, string] }[] };
  };
  expect(answer.data.result[0]!.value[1]).toBe("7");
  child.kill("SIGINT");
  expect((await result).code).toBe(0);
  await expectNothingLeft();
});

test("after SIGKILL of up --local the watchdog ends the server and removes its folder", async () => {
  const { child, result } = startCli(["up", "--local", "a.json"], options());
  await started(child);
  expect(readdirSync(temporary)).toHaveLength(1);
  child.kill("SIGKILL");
  await result;
  await expectNothingLeft();
});

test("after SIGKILL of everything the next start of up --local removes what is left", async () => {
  const { child, result } = startCli(["up", "--local", "a.json"], options());
  await started(child);
  const [left] = readdirSync(temporary);
  const watchdog = Number(readFileSync(join(temporary, left!, "watchdog.pid"), "utf8"));
  process.kill(watchdog, "SIGKILL");
  child.kill("SIGKILL");
  await result;
  expect(existsSync(join(temporary, left!))).toBe(true);
  const next = await runCli(["up", "--local", "--exit", "a.json"], options());
  expect(next.code, next.stderr).toBe(0);
  await expectNothingLeft();
});

test("up --local --live goes on one scrape a step and ends every series with a stale marker", async () => {
  const { child, result } = startCli(
    ["up", "--local", "a.json", "--step", "1s", "--history", "2m", "--live", "4s"],
    options(),
  );
  const url = await started(child);
  const count = async (query: string) => {
    const body = (await (await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`)).json()) as {
      data: { result: { value: [number, string] }[] };
    };
    return Number(body.data.result[0]?.value[1] ?? 0);
  };
  await expect.poll(() => count("count_over_time(queue_length[1h])"), { timeout: 20_000 }).toBeGreaterThan(122);
  // After the stale markers an instant query finds nothing, though samples are there.
  await expect.poll(() => count("count(queue_length)"), { timeout: 20_000 }).toBe(0);
  child.kill("SIGINT");
  expect((await result).code).toBe(0);
});

test("up --local says how to get a Prometheus where there is none", async () => {
  const result = await runCli(["up", "--local", "--exit", "a.json"], {
    ...options(),
    env: { PATH: folder, XDG_CACHE_HOME: folder, TMPDIR: temporary },
  });
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("apt install prometheus");
  expect((await runCli(["up", "--local", "--prometheus-bin", "/nowhere", "a.json"], options())).stderr).toContain(
    "--prometheus-bin /nowhere: there is no program",
  );
});

test("up --local says soon that --prometheus-bin names another program, with its words, and leaves nothing behind", async () => {
  const result = await runCli(["up", "--local", "--exit", "a.json", "--prometheus-bin", "/bin/ls"], options());
  expect(result.code).toBe(3);
  expect(result.stderr).toContain("/bin/ls did not become ready; is it a Prometheus server? It said:\n");
  expect(result.stderr).toContain("--config.file");
  await expectNothingLeft();
});

test("infer says before any work that there is no folder for its file", async () => {
  const result = await runCli(["infer", "a.json", "-o", "none/a.data.yaml"], options());
  expect([result.code, result.stderr]).toEqual([2, "error: none/a.data.yaml: there is no folder none\n"]);
});
