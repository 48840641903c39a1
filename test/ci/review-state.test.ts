import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
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

/** Opens the review with a changed dashboard. Returns a checkout of it. */
const open = (over: Parameters<GitHubLab["push"]>[2] = {}) =>
  lab.repository.checkout(lab.push({ "boards/api.json": otherQuery }, apiChanged, over));

test.for([
  ["merged", true],
  ["closed", false],
] as const)("A job that runs again after its review was %s makes nothing and cleans up", async ([end, merged]) => {
  const folder = open();
  await lab.run({ folder });
  expect(lab.standing()).toEqual(["api"]);
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged });
  const { code, log } = await lab.run({ folder });
  expect([code, lab.standing()], log).toEqual([0, []]);
  expect(log).toMatch(new RegExp(`the review is ${end}: no preview is made, 1 preview removed`));
  expect(lab.comment()).toMatch(/The preview was removed/);
});

test("A review that ends while its preview is made does not keep the preview", async () => {
  const folder = open();
  const pull = lab.github.pulls.get(lab.review)!;
  let asked = 0;
  // Open when the run begins, closed whenever it is asked later.
  Object.defineProperty(pull, "state", { get: () => (asked++ === 0 ? "open" : "closed") });
  const { code, log } = await lab.run({ folder });
  expect([code, lab.standing()], log).toEqual([0, []]);
  expect(log).toMatch(/api {2}created/);
  expect(asked).toBeGreaterThan(1);
});

test("What cannot be removed of a closed review stands in its comment, and the exit code is 3", async () => {
  const folder = open();
  await lab.run({ folder });
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  lab.grafana.fail({ method: "DELETE", status: 403, times: 1 });
  const { code, log } = await lab.run({ folder, eventName: "pull_request", event: lab.pullEvent("closed") });
  expect([code, lab.standing()], log).toEqual([3, ["api"]]);
  expect(lab.comment()).toMatch(/Some of it is still there[\s\S]*api/);
});

test("A closed review is cleaned up whole, whatever --max-delete says", async () => {
  const listed = ["api", "jobs"].map((name) => ({ filename: `boards/${name}.json`, status: "modified" }));
  const files = { "boards/api.json": otherQuery, "boards/jobs.json": dashboard("jobs", { title: "other jobs" }) };
  const folder = lab.repository.checkout(lab.push(files, listed));
  await lab.run({ folder });
  expect(lab.standing()).toEqual(["api", "other jobs"]);
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  const { code, log } = await lab.run({ folder, event: lab.pullEvent("closed"), inputs: { "max-delete": "1" } });
  expect([code, lab.standing()], log).toEqual([0, []]);
});

test("Every run removes previews of other reviews that have ended, and tells them", async () => {
  await lab.run({ folder: open() });
  const ended = lab.review;
  Object.assign(lab.github.pulls.get(ended)!, { state: "closed", merged: true });
  lab.next();
  const { code, log } = await lab.run({ folder: open() });
  expect([code, lab.standing(), lab.standing(ended)], log).toEqual([0, ["api"], []]);
  expect(lab.comment(ended)).toMatch(/The preview was removed.*merged/);
});

test("A host that does not answer about the review is told, and the preview is made", async () => {
  const folder = open();
  await lab.run({ folder });
  lab.github.down = 503;
  const { code, log } = await lab.run({ folder, inputs: { comment: "off" }, env: { DASHPREVIEW_RETRY_FOR: "1s" } });
  lab.github.down = undefined;
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  expect(log).toMatch(/whether the review is still open is not known/);
});

test("A draft gets no preview with --skip-drafts, and keeps the one that it has", async () => {
  const folder = open({ draft: true });
  const skipped = await lab.run({ folder, inputs: { "skip-drafts": "true" } });
  expect([skipped.code, lab.standing()], skipped.log).toEqual([0, []]);
  expect(skipped.log).toMatch(/no preview: the review is a draft/);
  await lab.run({ folder });
  await lab.run({ folder, inputs: { "skip-drafts": "true" } });
  expect(lab.standing()).toEqual(["api"]);
});

test("With --only-with-label only a review with that label gets a preview", async () => {
  const folder = open({ labels: ["bug"] });
  const inputs = { "only-with-label": "preview" };
  const without = await lab.run({ folder, inputs });
  expect([without.code, lab.standing()], without.log).toEqual([0, []]);
  lab.github.pulls.get(lab.review)!.labels = ["bug", "preview"];
  const labelled = await lab.run({ folder, inputs });
  expect([labelled.code, lab.standing()], labelled.log).toEqual([0, ["api"]]);
});

test("A comment on the pull request starts a preview of its head, which is asked of the host, and is answered", async () => {
  const folder = open();
  const event = {
    action: "created",
    issue: { number: lab.review, pull_request: { url: "https://api.example" } },
    comment: { body: "/preview" },
  };
  const { code, log } = await lab.run({
    folder,
    eventName: "issue_comment",
    event,
    env: { GITHUB_SHA: lab.repository.base, GITHUB_REF_NAME: "main" },
  });
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  expect(lab.comment()).toContain(lab.github.pulls.get(lab.review)!.headSha.slice(0, 10));
});

test("workflow_dispatch previews the review that its input names", async () => {
  const folder = open();
  const { code, log } = await lab.run({
    folder,
    eventName: "workflow_dispatch",
    event: { inputs: { review: String(lab.review) } },
    inputs: { review: String(lab.review) },
    env: { GITHUB_SHA: lab.repository.base, GITHUB_REF_NAME: "main" },
  });
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  expect(lab.comment()).toMatch(/Dashboard preview/);
});
