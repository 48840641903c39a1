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
  gitLab.refusesEncodedSlash = false;
  gitLab.hidden = false;
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

test("every request names the project by its number where that is known: a proxy that refuses %2F is passed", async () => {
  const numbered = connectHost(
    {
      kind: "gitlab",
      serverUrl: gitLab.url,
      apiUrl: `${gitLab.url}/api/v4`,
      repository: gitLab.project,
      repositoryId: gitLab.projectId,
    },
    { token: gitLab.token, userAgent: "dashpreview/test", sleep: async () => {} },
  );
  try {
    request(30, { state: "merged", diffs: [] });
    gitLab.files.set("boards/deep/a b.json", '{"a":1}');
    gitLab.files.set("top.json", "{}");
    gitLab.refusesEncodedSlash = true;
    const read = (path: string, maxBytes = 100) => numbered.readFile(path, { commit: base, maxBytes });
    expect((await numbered.readReview(30)).state).toBe("merged");
    expect(await numbered.changedFiles(30)).toEqual([]);
    expect(await numbered.mergeBase(base, head)).toBe(base);
    expect(await read("boards/deep/a b.json")).toBe('{"a":1}');
    expect(await read("boards/deep/a b.json", 3)).toBeUndefined();
    expect(await read("boards/deep/missing.json")).toBeUndefined();
    expect(await read("top.json")).toBe("{}");
    // By its path, as before, the same proxy refuses everything, and says so.
    await expect(host.readReview(30)).rejects.toMatchObject({
      code: "not-api",
      message: expect.stringMatching(/HTTP 400 \(400 Bad Request\); a web page came instead of the API's answer/),
    });
  } finally {
    numbered.close();
  }
});

test("a project that the token may not see is an error, not an unknown review or a missing file", async () => {
  request(31, { state: "opened" });
  gitLab.hidden = true;
  const asks = [
    () => host.readReview(31),
    () => host.readFile("a.json", { commit: base, maxBytes: 10 }),
    () => host.mergeBase(base, head),
  ];
  for (const ask of asks)
    await expect(ask()).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining("(404 Project Not Found)"),
    });
  gitLab.hidden = false;
  expect((await host.readReview(999)).state).toBe("unknown");
  expect(await host.readFile("missing.json", { commit: base, maxBytes: 10 })).toBeUndefined();
});

test("createComment says that a discussion is locked, which GitLab's answer does not", async () => {
  request(32, { discussionLocked: true });
  await expect(host.createComment(32, "text")).rejects.toMatchObject({
    code: "locked",
    message: "GitLab: commenting on !32: its discussion is locked: unlock it, or pass --comment off",
  });
});
