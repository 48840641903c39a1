import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connectHost } from "../../src/ci/hosts/connect-host.ts";
import type { ReviewHost } from "../../src/ci/hosts/host.ts";
import { type DoubleMergeRequest, type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";

let gitLab: GitLabDouble;
let host: ReviewHost;

beforeAll(async () => {
  gitLab = await startGitLabDouble();
  const address = {
    kind: "gitlab",
    serverUrl: gitLab.url,
    apiUrl: `${gitLab.url}/api/v4`,
    repository: gitLab.project,
  } as const;
  host = connectHost(address, { token: gitLab.token, userAgent: "dashpreview/test", sleep: async () => {} });
});
afterAll(async () => {
  host.close();
  await gitLab.stop();
});
afterEach(() => {
  gitLab.down = undefined;
  expect(gitLab.violations).toEqual([]);
});

const [head, base] = ["a".repeat(40), "b".repeat(40)];
const request = (iid: number, over: Partial<DoubleMergeRequest> = {}) =>
  gitLab.mergeRequests.set(iid, { iid, sourceBranch: "x", sha: head, state: "opened", diffs: [], ...over });

test("listComments knows which of 250 notes are ours, over all pages", async () => {
  for (let index = 0; index < 250; index++) gitLab.addNote(1, 5, `note ${index}`);
  gitLab.addNote(1, 77, "ours");
  const comments = await host.listComments(1);
  expect(comments).toHaveLength(251);
  expect(comments.filter(({ mine }) => mine).map(({ body }) => body)).toEqual(["ours"]);
});

test("updateComment tells a note that is gone", async () => {
  const { id } = await host.createComment(1, "one");
  expect(await host.updateComment(1, id, "two")).toMatchObject({ id, body: "two" });
  await host.deleteComment(1, id);
  expect(await host.updateComment(1, id, "three")).toBeUndefined();
});

test("readReview is positive only for a whole answer, and a merge under way is still open", async () => {
  for (const [iid, state] of [
    [2, "opened"],
    [3, "closed"],
    [4, "merged"],
    [5, "locked"],
  ] as const)
    request(iid, { state });
  expect(await Promise.all([2, 3, 4, 5, 6].map((iid) => host.readReview(iid).then(({ state }) => state)))).toEqual([
    "open",
    "closed",
    "merged",
    "open",
    "unknown",
  ]);
});

test("findOpenReview takes the one open merge request of branch and commit, or none", async () => {
  const wanted = { repository: "eve/fork", branch: "fix", commit: head };
  await expect(host.findOpenReview(wanted)).rejects.toMatchObject({ code: "no-review" });
  request(10, { sourceBranch: "fix" });
  request(11, { sourceBranch: "fix", sha: base });
  expect(await host.findOpenReview(wanted)).toEqual({ number: 10 });
});

test("changedFiles and readFile know renamed and new files", async () => {
  request(20, {
    diffs: [
      { old_path: "a.json", new_path: "b.json", new_file: false, deleted_file: false },
      { old_path: "c.json", new_path: "c.json", new_file: true, deleted_file: false },
      { old_path: "d.json", new_path: "d.json", new_file: false, deleted_file: true },
    ],
  });
  gitLab.files.set("boards/a b.json", "{}");
  expect(await host.changedFiles(20)).toEqual([
    { path: "b.json", basePath: "a.json" },
    { path: "c.json", basePath: undefined },
    { path: "d.json", basePath: "d.json", deleted: true },
  ]);
  expect(await host.readFile("boards/a b.json", { commit: base, maxBytes: 10 })).toBe("{}");
  expect(await host.mergeBase(base, head)).toBe(base);
});

test("setStatus speaks GitLab's states", async () => {
  await host.setStatus({ commit: head, state: "error", context: "dashpreview", description: "no preview" });
  expect(gitLab.statuses).toMatchObject([{ sha: head, state: "failed", name: "dashpreview" }]);
});

test.for([401, 403, 500])("listComments turns HTTP %d into a CiError without the token", async (status) => {
  gitLab.down = status;
  const error = await host.listComments(1).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "CiError", status });
  expect(inspect(error, { depth: 9 })).not.toContain(gitLab.token);
});
