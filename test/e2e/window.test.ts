import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { runCli, startCli } from "./cli.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spec = `version: 1
history: 2h
metrics:
  - {name: w_total, type: counter, series: [{labels: {a: b}, rate: 2}]}
  - {name: g_now, type: gauge, series: [{labels: {a: b}, value: {wave: {min: 1, max: 9, period: 1h}}}]}
`;
const panels = [
  "absent(g_now)",
  "sum by (a) (rate(w_total[5m])) or on() vector(0)",
  "g_now - g_now @ start()",
  "increase(w_total[$__range] @ end())",
  "rate(w_total[5m] offset 1d)",
  "max_over_time(rate(w_total[$__rate_interval])[30m:1m])",
];

/** A dashboard of 7 hours, whose step of 30 s does not divide the begin of the window. */
function write(name: string, time: object): void {
  const list = panels.map((expr, index) => ({
    id: index + 1,
    title: `P${index + 1}`,
    type: "timeseries",
    datasource: { type: "prometheus", uid: "prom" },
    targets: [{ refId: "A", expr, range: true }],
  }));
  writeFileSync(
    join(folder, `${name}.json`),
    JSON.stringify({ title: name, uid: name, schemaVersion: 39, time, panels: list }),
  );
  writeFileSync(join(folder, `${name}.data.yaml`), spec);
}

interface Shown {
  readonly window: { readonly from: string; readonly to: string; readonly leadInSeconds: number };
  readonly dashboards: readonly { readonly queries: readonly { readonly state: string; readonly series: number }[] }[];
  readonly warnings: readonly string[];
}

async function upLocal(...more: string[]): Promise<Shown> {
  const result = await runCli(
    ["up", "--local", "--exit", "--output", "json", "--history", "7h", "edge.json", ...more],
    {
      cwd: folder,
      env: { TMPDIR: folder },
    },
  );
  expect([result.code, result.stderr]).toEqual([0, expect.any(String)]);
  return JSON.parse(result.stdout) as Shown;
}

test("up --local fills every panel to the left border of the window", async () => {
  write("edge", { from: "now-7h", to: "now" });
  const full = await upLocal();
  const states = full.dashboards[0]!.queries.map(({ state, series }) => [state, series]);
  // The series are there all the time: nothing is absent, and the other side of `or` is never used.
  expect(states).toEqual([
    ["empty", 0],
    ["ok", 1],
    ["ok", 1],
    ["ok", 1],
    ["ok", 1],
    ["ok", 1],
  ]);
  expect(Date.parse(full.window.to) - Date.parse(full.window.from)).toBe(25_200_000);
  expect(full.window.leadInSeconds).toBeGreaterThanOrEqual(86_700);
  expect(full.warnings.filter((text) => text.includes("left border"))).toEqual([]);
});

test("up --local without a lead-in shows what it is for", async () => {
  write("edge", { from: "now-7h", to: "now" });
  const bare = await upLocal("--lead-in", "0");
  expect(bare.window.leadInSeconds).toBe(0);
  expect(bare.dashboards[0]!.queries.map(({ state }) => state)[4]).toBe("empty");
});

test("up --local says which panels are not full where the lead-in is cut", async () => {
  write("edge", { from: "now-7h", to: "now" });
  // 2 series of 1,680 samples, and 100 more.
  const cut = await upLocal("--max-samples", "3560");
  expect(cut.window.leadInSeconds).toBe(1500);
  expect(cut.warnings).toContainEqual(
    expect.stringMatching(/^the data begin 25m before the time range, and not 1d\d+m\d*s?: "P5", "P6" may be empty/),
  );
});

test("A rate in the throw-away Prometheus is as high at the left border as in the middle", async () => {
  write("edge", { from: "now-7h", to: "now" });
  const { child } = startCli(["up", "--local", "--history", "7h", "--output", "json", "edge.json"], {
    cwd: folder,
    env: { TMPDIR: folder },
  });
  const out = await new Promise<Shown & { url: string }>((done, fail) => {
    let text = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      try {
        done(JSON.parse(text) as Shown & { url: string });
      } catch {
        // Not all of it yet.
      }
    });
    child.once("close", () => fail(new Error(`ended too early:\n${text}`)));
  });
  const start = Date.parse(out.window.from) / 1000;
  const ask = async (query: string) => {
    const url = `${out.url}/api/v1/query_range?query=${encodeURIComponent(query)}&start=${start}&end=${start + 600}&step=60`;
    const { data } = (await (await fetch(url)).json()) as { data: { result: { values: [number, string][] }[] } };
    return data.result.map(({ values }) => values.map(([, value]) => Number(value)));
  };
  const [rates] = await ask("rate(w_total[5m])");
  expect(rates).toHaveLength(11);
  for (const rate of rates!) expect(rate).toBeCloseTo(2, 10);
  expect(await ask("absent(g_now)")).toEqual([]);
  child.kill("SIGINT");
  await new Promise((done) => child.once("close", done));
});

test("A dashboard opens on its own time range, at the end of the data", async () => {
  write("edge", { from: "now-15m", to: "now" });
  const shown = await upLocal();
  const [first] = shown.dashboards[0]!.queries;
  expect(first).toMatchObject({ state: "empty" });
  // `$__range` is a quarter of an hour, at two a second.
  const range = shown.dashboards[0]!.queries[3] as { readonly lastValue?: number };
  expect(Math.round((range.lastValue ?? 0) / 10)).toBe(180);
});
