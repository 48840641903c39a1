import { afterAll, beforeAll, expect, test } from "vitest";
import { anchorMs } from "../../src/generator/sampling/grid.ts";
import type { Labels } from "../../src/generator/series.ts";
import { samplesOf } from "../../src/generator/testing/samples.ts";
import { decodeManifest } from "../../src/grafana/marks/manifest.ts";
import { readManifestText } from "../../src/grafana/marks/marks.ts";
import { createSharingSources, gridEndMs, parseSpec, planSpec } from "../../src/index.ts";
import type { JsonObject } from "../../src/json/read.ts";
import { querySeries } from "../servers/read-samples.ts";
import { dashboard, noLeadIn, type Stack, startStack } from "./stack.ts";

/** A host whose memory adds up, a member that is restarted, one that is replaced, and one that lives for a part. */
const spec = `version: 1
step: 1s
history: 2m
signals:
  load: { per: [pod], value: { walk: { start: 50, step: 3, min: 10, max: 90 } } }
metrics:
  - name: memory_used
    type: gauge
    series:
      - { labels: { pod: "api-{1..3}" }, value: { signal: load } }
  - name: memory_free
    type: gauge
    series:
      - { labels: { pod: "api-{1..3}" }, value: { sub: [128, { signal: load }] } }
  - name: requests_total
    type: counter
    series:
      - { labels: { pod: "api-{1..3}" }, rate: { signal: load } }
  - name: job_running
    type: gauge
    series:
      - { labels: { job: nightly }, value: 1, from: 10s, until: 119s }
events:
  - { restart: { match: { pod: api-2 }, at: 40s, down: 5s } }
  - { deploy: { match: { pod: "/api-3/" }, at: 60s, replace: { pod: api-4 } } }
`;
const source = dashboard("Causes", ["memory_used + memory_free", "rate(requests_total[10s])", "job_running"]);

let stack: Stack;
let uid: string;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("causes.json", source);
  stack.write("causes.data.yaml", spec);
  const result = await stack.run(["up", "causes.json", "--live", "6s", "--output", "json"]);
  expect(result.code, result.stderr).toBe(0);
  const { dashboards } = result.json<{ dashboards: { uid: string; panels: Record<string, number> }[] }>();
  expect(dashboards[0]!.panels).toMatchObject({ total: 3, ok: 3 });
  uid = dashboards[0]!.uid;
});
afterAll(() => stack?.stop());

async function manifest() {
  const headers = { authorization: `Bearer ${stack.token}` };
  const answer = await fetch(`${stack.grafanaUrl}/api/dashboards/uid/${uid}`, { headers });
  const { dashboard: model } = (await answer.json()) as { dashboard: JsonObject };
  return decodeManifest(readManifestText(model, "classic")!)!;
}

test("live writing goes on with the courses of the history, on its grid, and the parts add up to the last bit", async () => {
  const { fromMs, toMs = 0, stepMs } = await manifest();
  const { grid, definitions, seed } = planSpec(parseSpec(spec, { file: "causes.data.yaml" }), { nowMs: toMs - 1 });
  expect([anchorMs(grid), gridEndMs(grid), grid.stepMs]).toEqual([fromMs, toMs, stepMs]);
  const read = async (name: string, labels: Labels) => {
    const matchers = labels.map(([label, value]) => `${label}="${value}"`).join();
    const found = await querySeries(stack.prometheusUrl, `${name}{${matchers}}[10m]`, Date.now());
    return new Map([...found.values()].flat());
  };
  const live: number[] = [];
  const found = new Map<string, ReadonlyMap<number, number>>();
  for (const source of createSharingSources(definitions, { seed, grid })) {
    const { name, labels } = source.definition;
    const stored = await read(name, labels);
    const wanted = samplesOf(source, 0, grid.count + 60)[0]!;
    for (const [timeMs, value] of stored) expect(value).toBe(wanted[(timeMs - grid.fromMs) / stepMs]);
    const past = wanted.slice(0, grid.count).filter((value) => typeof value === "number");
    expect([...stored.keys()].filter((timeMs) => timeMs < toMs)).toHaveLength(past.length);
    live.push([...stored.keys()].filter((timeMs) => timeMs >= toMs).length);
    found.set(`${name} ${labels.find(([label]) => label === "pod")?.[1] ?? ""}`, stored);
  }
  expect(Math.max(...live)).toBeGreaterThanOrEqual(4);
  // Restarted, replaced and over: the second stands still for 5 s, the third ends, and so does the job.
  const ends = (key: string) => Math.max(...found.get(key)!.keys()) - toMs;
  expect(ends("memory_used api-1")).toBeGreaterThan(0);
  expect(ends("memory_used api-3")).toBe(-61_000);
  expect(ends("memory_used api-4")).toBeGreaterThan(0);
  expect(ends("job_running ")).toBe(-2000);
  for (const pod of ["api-1", "api-2", "api-4"]) {
    const free = found.get(`memory_free ${pod}`)!;
    for (const [timeMs, used] of found.get(`memory_used ${pod}`)!) expect(used + free.get(timeMs)!).toBe(128);
  }
});

test("the manifest keeps the data spec, and export gives the dashboard back as it was", async () => {
  expect((await manifest()).spec).toBe(spec);
  const exported = await stack.run(["export", uid]);
  expect(exported.code, exported.stderr).toBe(0);
  expect(JSON.parse(exported.stdout)).toEqual(source);
});
