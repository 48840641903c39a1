import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connectHost } from "../../src/ci/hosts/connect-host.ts";
import type { ReviewHost } from "../../src/ci/hosts/host.ts";
import { type DoublePull, type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";

let github: GitHubDouble;
let host: ReviewHost;
const connect = (token: string) =>
  connectHost(
    { kind: "github", serverUrl: github.url, apiUrl: `${github.url}/api/v3`, repository: github.repository },
    { token, userAgent: "dashpreview/test", sleep: async () => {} },
  );

beforeAll(async () => {
  github = await startGitHubDouble();
  host = connect(github.token);
});
afterAll(async () => {
  host.close();
  await github.stop();
});
afterEach(() => {
  github.down = undefined;
  github.hidden = false;
  expect(github.violations).toEqual([]);
});

const [head, base] = ["a".repeat(40), "b".repeat(40)];
const pull = (number: number, over: Partial<DoublePull> = {}) => {
  const made: DoublePull = {
    number,
    headRepository: "eve/dashboards",
    headRef: "x",
    headSha: head,
    baseSha: base,
    state: "open",
    merged: false,
    files: [],
    ...over,
  };
  github.pulls.set(number, made);
  return made;
};

test("listComments knows which of 250 comments are ours, over all pages", async () => {
  for (let index = 0; index < 250; index++) github.addComment(1, "octocat", `comment ${index}`);
  github.addComment(1, "github-actions[bot]", "ours");
  github.addComment(1, "github-actions-bot", "not ours");
  const comments = await host.listComments(1);
  expect(comments).toHaveLength(252);
  expect(comments.filter(({ mine }) => mine).map(({ body }) => body)).toEqual(["ours"]);
});

test("updateComment tells a comment that is gone", async () => {
  const { id } = await host.createComment(1, "one");
  expect(await host.updateComment(1, id, "two")).toMatchObject({ id, body: "two" });
  await host.deleteComment(1, id);
  expect(await host.updateComment(1, id, "three")).toBeUndefined();
  await host.deleteComment(1, id);
});

test("readReview is positive only for a whole answer", async () => {
  pull(2);
  pull(3, { state: "closed" });
  pull(4, { state: "closed", merged: true });
  expect(await Promise.all([2, 3, 4, 5].map((number) => host.readReview(number).then(({ state }) => state)))).toEqual([
    "open",
    "closed",
    "merged",
    "unknown",
  ]);
});

test("findOpenReview takes the one open pull request of repository, branch and commit, or none", async () => {
  const wanted = { repository: "eve/dashboards", branch: "fix", commit: head };
  await expect(host.findOpenReview(wanted)).rejects.toMatchObject({ code: "no-review", exitCode: 3 });
  pull(10, { headRef: "fix" });
  pull(11, { headRef: "fix", headSha: base });
  pull(12, { headRef: "fix", headRepository: "eve/other" });
  expect(await host.findOpenReview(wanted)).toEqual({ number: 10, baseRevision: base });
  pull(13, { headRef: "fix" });
  await expect(host.findOpenReview(wanted)).rejects.toMatchObject({ code: "no-review" });
});

test("changedFiles tells new, deleted and moved files", async () => {
  pull(20, {
    files: [
      { filename: "a.json", status: "modified" },
      { filename: "b.json", status: "added" },
      { filename: "c.json", status: "removed" },
      { filename: "e.json", status: "renamed", previous_filename: "d.json" },
    ],
  });
  expect(await host.changedFiles(20)).toEqual([
    { path: "a.json", basePath: "a.json" },
    { path: "b.json", basePath: undefined },
    { path: "c.json", basePath: "c.json", deleted: true },
    { path: "e.json", basePath: "d.json" },
    { path: "d.json", basePath: "d.json", deleted: true },
  ]);
});

test("readFile gives a file of the base, and nothing for one that is not there or too large", async () => {
  github.contents.set("boards/a b.json", "{}");
  expect(await host.readFile("boards/a b.json", { commit: base, maxBytes: 10 })).toBe("{}");
  expect(await host.readFile("boards/a b.json", { commit: base, maxBytes: 1 })).toBeUndefined();
  expect(await host.readFile("none.json", { commit: base, maxBytes: 10 })).toBeUndefined();
  expect(await host.mergeBase(base, head)).toBe(base);
});

test("deployments replace one another and go altogether", async () => {
  const deployments = host.deployments!;
  await deployments.create({ environment: "dashpreview/pr-1", commit: head, url: "https://g/d/1" });
  await deployments.create({ environment: "dashpreview/pr-1", commit: base, url: "https://g/d/1" });
  expect(github.deployments).toMatchObject([{ environment: "dashpreview/pr-1", state: "success" }]);
  expect(await deployments.remove("dashpreview/pr-1")).toBe(1);
  expect(github.deployments).toEqual([]);
});

test("setStatus says what happened to a commit", async () => {
  await host.setStatus({
    commit: head,
    state: "failure",
    context: "dashpreview",
    description: "x".repeat(500),
    url: "https://g",
  });
  expect(github.statuses).toMatchObject([{ sha: head, state: "failure", context: "dashpreview" }]);
});

test.for([403, 404, 422, 500, 503])("listComments turns HTTP %d into a CiError without the token", async (status) => {
  github.down = status;
  const error = await host.listComments(1).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "CiError", status, exitCode: 3 });
  expect(inspect(error, { depth: 9 })).not.toContain(github.token);
});

test("createComment is not sent again after an answer that may have made one", async () => {
  github.down = 502;
  const before = github.requests.length;
  await expect(host.createComment(1, "x")).rejects.toMatchObject({ status: 502 });
  expect(github.requests.slice(before).filter((request) => request.startsWith("POST"))).toHaveLength(1);
});

test("listComments says which right a wrong token lacks", async () => {
  const stranger = connect("ghs_wrong");
  await expect(stranger.listComments(1)).rejects.toThrow("pull-requests: write");
  stranger.close();
});

test("a repository that the token may not see is an error, not an unknown review or a missing file", async () => {
  pull(40, { state: "open" });
  github.hidden = true;
  const asks = [
    () => host.readReview(40),
    () => host.readFile("a.json", { commit: "b".repeat(40), maxBytes: 10 }),
    () => host.mergeBase("b".repeat(40), "a".repeat(40)),
  ];
  for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: "not-found", status: 404 });
  github.hidden = false;
  expect((await host.readReview(9999)).state).toBe("unknown");
});
