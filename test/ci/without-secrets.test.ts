import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
const otherQuery = dashboard("api", { requests: "max(rate(http_requests_total[1m]))" });
const apiChanged = [{ filename: "boards/api.json", status: "modified" }];
/** As GitHub gives them to Dependabot and to forks: set, to nothing. */
const none = { "grafana-url": "", "grafana-token": "", "prometheus-url": "" };

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

/** A review that changes a dashboard. Returns a checkout of it. */
const changing = (text = otherQuery) => lab.repository.checkout(lab.push({ "boards/api.json": text }, apiChanged));
/** A review of a workflow file, as Dependabot opens them. */
const unrelated = () =>
  lab.repository.checkout(
    lab.push({ ".github/workflows/ci.yml": "on: push\n" }, [{ filename: ".github/workflows/ci.yml", status: "added" }]),
  );

test.for([
  ["everything", none],
  ["Grafana's token", { "grafana-token": "" }],
  ["Grafana's address", { "grafana-url": "" }],
  ["Prometheus' address", { "prometheus-url": "" }],
] as const)(
  "Without %s a review that changes no dashboard ends well, and neither server is asked",
  async ([, inputs]) => {
    const asked = lab.grafana.requests.length;
    const { code, log, summary, outputs } = await lab.run({ folder: unrelated(), inputs });
    expect(code, log).toBe(0);
    expect(log).toContain("the review changes no dashboard; Grafana and Prometheus were not asked");
    expect(summary).toContain("The review changes no dashboard");
    expect(outputs).toMatchObject({ url: "", key: `pr-${lab.review}` });
    expect(lab.grafana.requests).toHaveLength(asked);
    expect(lab.comment()).toBe("");
  },
);

test("Without secrets a changed dashboard fails the run, which names what is missing and what changed", async () => {
  const asked = lab.grafana.requests.length;
  const { code, log, summary } = await lab.run({ folder: changing(), inputs: none });
  expect(code, log).toBe(2);
  expect(log).toMatch(
    /error: no preview of 1 dashboard.*GRAFANA_URL.*GRAFANA_TOKEN.*PROMETHEUS_URL.*--without-secrets ok/,
  );
  expect(summary).toMatch(
    /### No dashboard preview[\s\S]*GRAFANA_TOKEN[\s\S]*up --bundle[\s\S]*\*\*api\*\* \(<code>boards\/api\.json<\/code>\): changed/,
  );
  expect(summary).toMatch(/1 difference[\s\S]*→ max&#40;rate/);
  expect(summary).not.toContain("jobs.json");
  expect(lab.grafana.requests).toHaveLength(asked);
});

test("Without one of them only that is named", async () => {
  const { code, log } = await lab.run({ folder: changing(), inputs: { "grafana-token": "" } });
  expect(code, log).toBe(2);
  expect(log).toMatch(/this run lacks a token for Grafana \(GRAFANA_TOKEN, input grafana-token\)\. /);
});

test("With --without-secrets ok a changed dashboard is reported, and the run ends well", async () => {
  const folder = changing();
  const { code, log, summary, outputs } = await lab.run({ folder, inputs: { ...none, "without-secrets": "ok" } });
  expect(code, log).toBe(0);
  expect(log).toContain("no preview of 1 dashboard");
  expect(log).not.toContain("error:");
  expect(summary).toContain("boards/api.json");
  expect(outputs["url"]).toBe("");
});

test("Without secrets and without knowing what the review changes, every dashboard counts as changed", async () => {
  const folder = lab.repository.checkout(lab.push({ "boards/api.json": otherQuery }, []));
  rmSync(join(folder, ".git"), { recursive: true });
  const { code, log, summary } = await lab.run({ folder, inputs: none, env: { GITHUB_WORKSPACE: "" } });
  expect(code, log).toBe(2);
  expect(log).toContain("no preview of 2 dashboards that the review changes or may change");
  expect(log).toMatch(/every dashboard counts as changed: the top of the repository is not known/);
  expect(summary).toMatch(
    /api\.json<\/code>\): not compared with its base[\s\S]*jobs\.json<\/code>\): not compared with its base/,
  );
});

test("Without secrets a changed data spec counts, also without changed-only", async () => {
  const spec = "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{rate: 7}]}]\n";
  const listed = [{ filename: "boards/dashpreview.yaml", status: "modified" }];
  const folder = lab.repository.checkout(lab.push({ "boards/dashpreview.yaml": spec }, listed));
  const { code, log } = await lab.run({ folder, inputs: { ...none, "changed-only": "false" } });
  expect(code, log).toBe(2);
  expect(log).toContain("no preview of 2 dashboards");
  lab.next();
  const same = await lab.run({ folder: unrelated(), inputs: { ...none, "changed-only": "false" } });
  expect(same.code, same.log).toBe(0);
});

test("Without secrets a title of a stranger cannot write Markdown or HTML into the summary", async () => {
  const title = "<img src=x> [a](https://evil.example) `b`";
  const folder = changing(dashboard("api", { title }));
  const { summary } = await lab.run({ folder, inputs: none });
  expect(summary).toContain("boards/api.json");
  expect(summary).not.toMatch(/<img|\[a\]\(https/);
});

test("Without secrets a draft that is skipped ends well", async () => {
  const folder = lab.repository.checkout(lab.push({ "boards/api.json": otherQuery }, apiChanged, { draft: true }));
  const { code, log } = await lab.run({ folder, inputs: { ...none, "skip-drafts": "true" } });
  expect(code, log).toBe(0);
  expect(log).toContain("the review is a draft");
});

test("Without secrets a review that deletes dashboards gets a warning that their previews stay", async () => {
  const first = changing();
  await lab.run({ folder: first });
  const deleted = { "boards/api.json": undefined, "boards/jobs.json": undefined };
  const listed = ["api", "jobs"].map((name) => ({ filename: `boards/${name}.json`, status: "removed" }));
  const { code, log } = await lab.run({ folder: lab.repository.checkout(lab.push(deleted, listed)), inputs: none });
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  expect(log).toMatch(/the review deletes files of boards; without access their previews stay until they expire/);
});
