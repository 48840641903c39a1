import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { expectResult } from "../result-schema.ts";
import { temporaryFolder } from "../servers/process.ts";
import { type GitHubLab, type LabStep, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
const otherQuery = dashboard("api", { requests: "max(rate(http_requests_total[1m]))" });
const apiChanged = [{ filename: "boards/api.json", status: "modified" }];

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

const open = (over: Parameters<GitHubLab["push"]>[2] = {}) =>
  lab.repository.checkout(lab.push({ "boards/api.json": otherQuery }, apiChanged, over));

/** Runs the action, and reads the result file that it writes, which has to be as the schema says. */
async function resultOf(step: LabStep): Promise<Record<string, unknown>> {
  const file = join(temporaryFolder(), "result.json");
  const { log } = await lab.run({ ...step, inputs: { ...step.inputs, "result-file": file } });
  expect(existsSync(file), log).toBe(true);
  return expectResult(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>);
}

test("the result file of a run that previews, and of an older one after it, are as the schema says", async () => {
  const folder = open();
  expect(await resultOf({ folder })).toMatchObject({ schemaVersion: 1, state: "done", key: `pr-${lab.review}` });
  const older = String(lab.runId - 1);
  expect(await resultOf({ folder, run: older })).toMatchObject({ schemaVersion: 1, state: "superseded" });
});

test("the result file of a review that stops changing dashboards names what was removed", async () => {
  await lab.run({ folder: open() });
  const back = lab.push({ "boards/api.json": dashboard("api") }, []);
  const result = await resultOf({ folder: lab.repository.checkout(back) });
  expect(result).toMatchObject({ state: "empty", removed: [{ title: `[pr-${lab.review}] api` }], dashboards: [] });
});

test("the result file of a draft that is skipped gives the reason", async () => {
  const result = await resultOf({ folder: open({ draft: true }), inputs: { "skip-drafts": "true" } });
  expect(result).toMatchObject({ state: "skipped", reason: "the review is a draft, and --skip-drafts is set" });
});

test("the result file of a review that is over names what was removed", async () => {
  const folder = open();
  await lab.run({ folder });
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  expect(await resultOf({ folder })).toMatchObject({ state: "closed", removed: [{ title: `[pr-${lab.review}] api` }] });
});

test("the result file of a bundle, and of runs without secrets, are as the schema says", async () => {
  const folder = open();
  const none = { "grafana-url": "", "grafana-token": "", "prometheus-url": "" };
  expect(await resultOf({ folder, inputs: { bundle: "bundle" } })).toMatchObject({
    state: "bundled",
    dashboards: ["boards/api.json"],
  });
  const result = await resultOf({ folder, inputs: none });
  expect(result).toMatchObject({
    state: "without-secrets",
    dashboards: [{ source: "boards/api.json", title: "api", change: "changed" }],
  });
  expect(result["missing"]).toHaveLength(3);
  const base = lab.repository.checkout(lab.push({ "boards/api.json": dashboard("api") }, []));
  expect(await resultOf({ folder: base, inputs: none })).toMatchObject({ state: "empty", dashboards: [] });
});
