import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type GitLabCi, startGitLabCi } from "./gitlab-ci.ts";
import { dashboard } from "./repository.ts";

const include = { ".gitlab-ci.yml": "include: [{local: .gitlab-ci-template.yml}]\n" };
let ci: GitLabCi;

// Each pipeline starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  ci = await startGitLabCi();
});
afterAll(() => ci?.stop());

const ours = () => ci.gitLab.notes.filter(({ author }) => author === 77);
const change = (branch: string, requests: string) =>
  ci.repository.commit(branch, { "boards/api.json": dashboard("api", { requests }) });

test("the template's jobs make a preview, renew it, and take it away when the merge request is merged", async () => {
  const first = change("change", "sum(http_requests_total)");
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "change", sha: first, state: "opened", diffs: [] });
  const begun = ci.checkout(first, include);
  const opened = await ci.pipeline(begun, ["dashpreview"], ci.mergeRequest(first, 1));
  expect(opened.log).toContain(ci.grafana.url);
  expect(opened.code).toBe(0);
  expect(ci.grafana.dashboards()).toHaveLength(1);
  expect(ours()).toHaveLength(1);
  // Artifacts come back into the folder.
  expect(readdirSync(join(begun, "dashpreview-page"))).toContain("report-mr-3.html");

  const second = change("change", "max(http_requests_total)");
  const folder = ci.checkout(second, include);
  expect((await ci.pipeline(folder, ["dashpreview"], ci.mergeRequest(second, 2))).code).toBe(0);
  expect(ours()).toHaveLength(1);
  expect(ours()[0]!.body).toContain(second.slice(0, 10));

  ci.gitLab.mergeRequests.get(3)!.state = "merged";
  expect((await ci.pipeline(folder, ["dashpreview-stop"], ci.mergeRequest(second, 2))).code).toBe(0);
  expect(ci.grafana.dashboards()).toEqual([]);
  expect(ours()[0]!.body).toContain("the review was merged");
});

test("the template's schedule removes what a lost stop job left", async () => {
  const commit = change("other", "min(http_requests_total)");
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "other", sha: commit, state: "opened", diffs: [] });
  const folder = ci.checkout(commit, include);
  expect((await ci.pipeline(folder, ["dashpreview"], ci.mergeRequest(commit, 5))).code).toBe(0);
  ci.gitLab.mergeRequests.get(3)!.state = "closed";
  const schedule = { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main", DASHPREVIEW_SWEEP: "true" };
  expect((await ci.pipeline(folder, ["dashpreview-sweep"], schedule)).code).toBe(0);
  expect(ci.grafana.dashboards()).toEqual([]);
  expect(ci.gitLab.violations).toEqual([]);
});

test("a merge train tries the dashboards, and neither touches the merge request's preview nor leaves one", async () => {
  const commit = change("train", "avg(http_requests_total)");
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "train", sha: commit, state: "opened", diffs: [] });
  const folder = ci.checkout(commit, include);
  expect((await ci.pipeline(folder, ["dashpreview"], ci.mergeRequest(commit, 6))).code).toBe(0);
  const before = { dashboards: JSON.stringify(ci.grafana.dashboards()), notes: JSON.stringify(ci.gitLab.notes) };

  const merged = change("train", "quantile(0.5, http_requests_total)");
  const train = ci.mergeRequest(merged, 7, { CI_MERGE_REQUEST_EVENT_TYPE: "merge_train" });
  const { code, log } = await ci.pipeline(ci.checkout(merged, include), ["dashpreview-train"], train);
  expect(log).toContain("[queue-3] api");
  expect(log).toContain("queue-3: the run of this merge queue or train ends, so its previews are deleted");
  expect(code).toBe(0);
  expect(JSON.stringify(ci.grafana.dashboards())).toBe(before.dashboards);
  expect(JSON.stringify(ci.gitLab.notes)).toBe(before.notes);
  expect(await seriesOf("queue-3")).toBe(0);
  expect(await seriesOf("mr-3")).toBe(2);
});

test("a merge train's job fails with its dashboards, and leaves no preview then either", async () => {
  const before = ci.grafana.dashboards().length;
  const broken = change("train-broken", "http_requests_total / on (job) http_requests_total");
  const train = ci.mergeRequest(broken, 8, { CI_MERGE_REQUEST_EVENT_TYPE: "merge_train" });
  const { code, log } = await ci.pipeline(ci.checkout(broken, include), ["dashpreview-train"], train);
  expect(log).toContain("exit code 1: there are findings");
  expect(code).not.toBe(0);
  expect(ci.grafana.dashboards()).toHaveLength(before);
  expect(await seriesOf("queue-3")).toBe(0);
});

test("a pipeline for merged results names the commit that was pushed, not the merge that GitLab made", async () => {
  const pushed = change("results", "stddev(http_requests_total)");
  const merge = change("results", "stdvar(http_requests_total)");
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "results", sha: pushed, state: "opened", diffs: [] });
  const variables = ci.mergeRequest(merge, 9, {
    CI_MERGE_REQUEST_EVENT_TYPE: "merged_result",
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: pushed,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: ci.repository.base,
  });
  const folder = ci.checkout(merge, include);
  expect((await ci.jobs(folder, variables)).names).toEqual(["dashpreview", "dashpreview-stop"]);
  expect((await ci.pipeline(folder, ["dashpreview"], variables)).code).toBe(0);
  expect(ours().at(-1)!.body).toContain(pushed.slice(0, 10));
  expect(ours().at(-1)!.body).not.toContain(merge.slice(0, 10));
});

/** How many series of a key have samples. */
async function seriesOf(key: string): Promise<number> {
  const query = `count(count_over_time({dashpreview=~"[a-z2-7]+[.]${key}[.].*"}[1h]))`;
  const answer = await fetch(`${ci.prometheusUrl}/api/v1/query?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}
