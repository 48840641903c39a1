import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCli } from "../e2e/cli.ts";
import {
  ask,
  dashboard,
  emptyServer,
  noLeadIn,
  revisionsWithSamples,
  type Stack,
  smallSpec,
  startStack,
} from "../e2e/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("b.json", dashboard("B", ["rate(requests_total[5m])"]));
  stack.write("dashpreview.yaml", smallSpec.replace("api-{1..3}", "api-{1..300}"));
});
afterAll(() => stack.stop());

/** 301 series, one sample every 15 s for 30 minutes. */
const samples = 301 * 120;
const key = "kills";
/** 81 were tried when this was first attacked; `DASHPREVIEW_KILLS=81` does so again. */
const kills = Number(process.env["DASHPREVIEW_KILLS"] ?? 6);
const seed = Number(process.env["DASHPREVIEW_SEED"] ?? Math.floor(Math.random() * 1_000_000));

/** https://en.wikipedia.org/wiki/Linear_congruential_generator, with the numbers of Numerical Recipes. */
function createDice(state: number): () => number {
  let current = state >>> 0;
  return () => {
    current = (Math.imul(current, 1_664_525) + 1_013_904_223) >>> 0;
    return current / 2 ** 32;
  };
}

interface Shown {
  readonly uid: string;
  readonly revision: string;
}

/** What Grafana holds of the preview now. */
function shown(): Shown[] {
  return stack.double!.dashboards().flatMap(({ uid, model }) => {
    const tags = model["tags"] as string[];
    const revision = tags.find((tag) => tag.startsWith("dp-rev:"))?.slice("dp-rev:".length);
    return tags.includes(`dp-key:${stack.project}.${key}`) && revision !== undefined ? [{ uid, revision }] : [];
  });
}

async function samplesOf(revision: string): Promise<number | undefined> {
  return ask(
    stack.prometheusUrl,
    `sum(count_over_time({__name__=~".+",dashpreview="${stack.project}.${key}.${revision}"}[2h]))`,
  );
}

test(`${kills} kills -9 at random times (seed ${seed}): no sample of what Grafana shows is ever lost, and the next run leaves one preview of one revision`, {
  timeout: 900_000,
}, async () => {
  if (stack.double === undefined) return;
  const args = ["up", "a.json", "b.json", "--key", key, "--no-sweep", "--output", "json"];
  const dice = createDice(seed);
  const startedMs = performance.now();
  const first = await stack.run(args);
  expect(first.code, first.stderr).toBe(0);
  let usualMs = performance.now() - startedMs;
  const uids = shown().map(({ uid }) => uid);
  let killed = 0;
  for (let index = 0; index < kills; index++) {
    const afterMs = dice() * usualMs;
    const beganMs = performance.now();
    const { child, result } = startCli(args, { cwd: stack.folder, env: stack.env });
    await Promise.race([wait(afterMs), result]);
    child.kill("SIGKILL");
    if ((await result).signal === "SIGKILL") killed++;
    // One that was over before is what a run takes here.
    else usualMs = performance.now() - beganMs;
    const now = shown();
    const what = `seed ${seed}, kill ${index + 1} after ${Math.round(afterMs)} ms`;
    expect(now.map(({ uid }) => uid).sort(), what).toEqual([...uids].sort());
    for (const revision of new Set(now.map((one) => one.revision)))
      expect(await samplesOf(revision), what).toBe(samples);
  }
  expect(killed, `seed ${seed}: a run of ${Math.round(usualMs)} ms is over before most kills`).toBeGreaterThan(0);
  const last = await stack.run(args);
  expect(last.code, last.stderr).toBe(0);
  const { revision, samplesVerified } = last.json<{ revision: string; samplesVerified: number }>();
  expect(samplesVerified).toBe(samples);
  expect(shown().sort((a, b) => (a.uid < b.uid ? -1 : 1))).toEqual([...uids].sort().map((uid) => ({ uid, revision })));
  expect((await stack.run(["cleanup", "--orphan-age", "0s", "--max-delete", "1000"])).code).toBe(0);
  expect([...(await revisionsWithSamples(stack)).keys()]).toEqual([`${stack.project}.${key}.${revision}`]);
  expect(await samplesOf(revision)).toBe(samples);
});
