import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { querySeries } from "../servers/read-samples.ts";
import { startCli } from "./cli.ts";
import { expectedSamples, type WrittenRun } from "./expected-samples.ts";
import { dashboard, emptyServer, type Stack, startStack } from "./stack.ts";

const spec = `version: 1
step: 1s
history: 1m
metrics:
  - name: queue_length
    type: gauge
    series:
      - {labels: {queue: mail}, value: {replay: {file: data/load.csv, column: mail}}, then: loop}
      - {labels: {queue: jobs}, value: {replay: {file: data/load.csv, column: jobs, interpolate: linear}}, then: loop}
`;
const csv = `Time,mail,jobs\n${Array.from({ length: 7 }, (_, k) => `${k * 2}s,${(k * 5) % 7},${k * k}`).join("\n")}\n`;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer, { DASHPREVIEW_LEAD_IN: "0" });
  stack.write("queue.json", dashboard("Queue", ["queue_length"]));
  stack.write("queue.data.yaml", spec);
  stack.write("data/load.csv", csv);
});
afterAll(() => stack.stop());

const up = ["up", "queue.json", "--live", "until-expiry", "--output", "json", "--no-sweep"];

test("live goes on with recorded values from the manifest alone, after their file is gone", async () => {
  const made = (await stack.run([...up, "--key", "replayed"])).json<WrittenRun>();
  rmSync(join(stack.folder, "data"), { recursive: true });
  const { child, result } = startCli(["live"], { cwd: stack.folder, env: stack.env });
  await new Promise((done) => setTimeout(done, 4000));
  // An expiry that moves keeps what the manifest carries.
  const moved = await stack.run(["extend", "--key", "replayed", "--ttl", "5d"]);
  expect(moved.code, moved.stderr).toBe(0);
  child.kill("SIGTERM");
  const { code, stderr } = await result;
  expect(code, stderr).toBe(0);
  const once = await stack.run(["live", "--once"]);
  expect(once.code, once.stderr).toBe(0);
  const { project, key, revision, window } = made;
  const query = `{dashpreview="${project}.${key}.${revision}"}[1h]`;
  const found = await querySeries(stack.prometheusUrl, query, Date.now() + 1000);
  const lastMs = Math.min(...[...found.values()].map((samples) => samples.at(-1)![0]));
  expect(lastMs - Date.parse(window.from)).toBeGreaterThan(60_000 + 3000);
  const cut = new Map([...found].map(([id, samples]) => [id, samples.filter(([ms]) => ms <= lastMs)]));
  expect(cut).toEqual(expectedSamples(spec, made, { lastMs, readFile: () => csv }));
});

test("up --live until-expiry refuses recorded files that cannot travel, before it writes anything", async () => {
  stack.write("data/load.csv", csv.replace("jobs", `jobs,${randomBytes(600 * 1024).toString("hex")}`));
  const { code, stderr } = await stack.run([...up, "--key", "large"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/queue\.data\.yaml replays data\/load\.csv, which is too large to travel with the preview/);
  expect(await querySeries(stack.prometheusUrl, '{dashpreview=~".*large.*"}', Date.now())).toEqual(new Map());
});
