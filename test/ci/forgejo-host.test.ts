import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connectHost } from "../../src/ci/hosts/connect-host.ts";
import type { ReviewHost } from "../../src/ci/hosts/host.ts";
import { type DoubleForgejoPull, type ForgejoDouble, startForgejoDouble } from "../servers/forgejo-double.ts";

let forgejo: ForgejoDouble;
let host: ReviewHost;
const connect = (token: string) =>
  connectHost(
    { kind: "forgejo", serverUrl: forgejo.url, apiUrl: `${forgejo.url}/api/v1`, repository: forgejo.repository },
    { token, userAgent: "dashpreview/test", sleep: async () => {} },
  );

beforeAll(async () => {
  forgejo = await startForgejoDouble();
  host = connect(forgejo.token);
});
afterAll(async () => {
  host.close();
  await forgejo.stop();
});
afterEach(() => {
  Object.assign(forgejo, { down: undefined, hidden: false, renamedTo: undefined, pageSize: 50, headers: true });
  forgejo.forbidden.clear();
  expect(forgejo.violations).toEqual([]);
});

const [head, base] = ["a".repeat(40), "b".repeat(40)];
const pull = (number: number, over: Partial<DoubleForgejoPull> = {}) => {
  const made: DoubleForgejoPull = {
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
  forgejo.pulls.set(number, made);
};

test("listComments knows which of 250 comments are ours by the author's id, the job's own being -2", async () => {
  for (let index = 0; index < 250; index++) forgejo.addComment(1, 5, `comment ${index}`);
  forgejo.addComment(1, -2, "ours");
  forgejo.addComment(1, 2, "not ours");
  const comments = await host.listComments(1);
  expect(comments).toHaveLength(252);
  expect(comments.filter(({ mine }) => mine).map(({ body }) => body)).toEqual(["ours"]);
});

test("updateComment and deleteComment take a comment that is gone for gone", async () => {
  const { id, mine } = await host.createComment(1, "one");
  expect(mine).toBe(true);
  expect(await host.updateComment(1, id, "two")).toMatchObject({ id, body: "two", mine: true });
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

test("readReview fails where the token sees no repository: 404 then says nothing about a review", async () => {
  pull(2);
  forgejo.hidden = true;
  const error = await host
    .readReview(2)
    .then(({ state }) => state)
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "CiError", code: "not-found", status: 404 });
  expect(String(error)).toContain("access to the repository");
  for (const ask of [
    () => host.mergeBase("b".repeat(40), "a".repeat(40)),
    () => host.readFile("a.json", { commit: "b".repeat(40), maxBytes: 10 }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "not-found", status: 404 });
});

test("every question about a renamed repository fails with the new name, and none is sent there", async () => {
  pull(2);
  forgejo.renamedTo = "acme.corp/boards";
  const asked = forgejo.requests.length;
  for (const ask of [
    () => host.readReview(2).then(({ state }) => state),
    () => host.listComments(2),
    () => host.createComment(2, "x"),
  ])
    await expect(ask()).rejects.toMatchObject({
      name: "CiError",
      code: "moved",
      status: 307,
      message: expect.stringContaining("/repos/acme.corp/boards/") as string,
    });
  expect(forgejo.requests.slice(asked).filter((request) => request.includes("acme.corp/boards"))).toEqual([]);
});

test("findOpenReview takes the one open pull request of repository, branch and commit, on whatever page", async () => {
  const wanted = { repository: "Eve/dashboards", branch: "fix", commit: head };
  await expect(host.findOpenReview(wanted)).rejects.toMatchObject({ code: "no-review", exitCode: 3 });
  for (let number = 100; number < 170; number++) pull(number, { headRef: `other-${number}` });
  pull(210, { headRef: "fix" });
  pull(211, { headRef: "fix", headSha: base });
  pull(212, { headRef: "fix", headRepository: "eve/other" });
  pull(213, { headRef: "fix", state: "closed" });
  expect(await host.findOpenReview(wanted)).toEqual({ number: 210, baseRevision: base });
  pull(214, { headRef: "fix" });
  await expect(host.findOpenReview(wanted)).rejects.toMatchObject({ code: "no-review" });
});

test.for([
  { pageSize: 50, headers: true },
  { pageSize: 20, headers: true },
  { pageSize: 50, headers: false },
])("changedFiles reads every page of $pageSize at most; headers that count them: $headers", async (server) => {
  Object.assign(forgejo, server);
  const files = Array.from({ length: 130 }, (_, index) => ({ filename: `${index}.json`, status: "changed" }));
  pull(20, { files });
  const changed = await host.changedFiles(20);
  expect(changed?.map(({ path }) => path)).toEqual(files.map(({ filename }) => filename));
});

test("changedFiles tells new, copied, moved and deleted files", async () => {
  pull(21, {
    files: [
      { filename: "a.json", status: "changed" },
      { filename: "b.json", status: "added" },
      { filename: "c.json", status: "deleted" },
      { filename: "d.json", status: "renamed", previous_filename: "old/d.json" },
      { filename: "e.json", status: "copied", previous_filename: "" },
      { filename: "f.json", status: "unchanged", previous_filename: "" },
    ],
  });
  expect(await host.changedFiles(21)).toEqual([
    { path: "a.json", basePath: "a.json" },
    { path: "b.json", basePath: undefined },
    { path: "c.json", basePath: "c.json", deleted: true },
    { path: "d.json", basePath: "old/d.json" },
    { path: "old/d.json", basePath: "old/d.json", deleted: true },
    { path: "e.json", basePath: undefined },
    { path: "f.json", basePath: "f.json" },
  ]);
});

test("readFile gives a file of the base, and nothing for one that is not there or too large", async () => {
  forgejo.contents.set("boards/a b.json", "{}");
  expect(await host.readFile("boards/a b.json", { commit: base, maxBytes: 10 })).toBe("{}");
  expect(await host.readFile("boards/a b.json", { commit: base, maxBytes: 1 })).toBeUndefined();
  expect(await host.readFile("none.json", { commit: base, maxBytes: 10 })).toBeUndefined();
});

/**
 * `main` is m1 ← m2 ← m3 ← m4. `plain` left it at m2. `merging` left it at m1 and merged m2 and m3 in. `joined` and
 * `joining` left it at m3 and merged something older in, which is listed before or after the rest.
 */
const hash = (name: string) => Buffer.from(name.padEnd(20, ".")).toString("hex");
const graph = {
  m1: [],
  m2: ["m1"],
  m3: ["m2"],
  m4: ["m3"],
  p1: ["m2"],
  plain: ["p1"],
  q1: ["m1"],
  q2: ["q1", "m2"],
  q3: ["q2"],
  q4: ["q3", "m3"],
  merging: ["q4"],
  s1: ["m3"],
  t1: ["m1"],
  joined: ["s1", "t1"],
  joining: ["t1", "s1"],
  island: [],
};

test.for([
  { head: "plain", expected: "m2" },
  { head: "merging", expected: "m3" },
  { head: "joined", expected: "m3" },
  { head: "joining", expected: "m3" },
  { head: "m2", expected: "m2" },
  { head: "m4", expected: "m4" },
  { head: "island", expected: undefined },
  { head: "nobody-knows", expected: undefined },
])("mergeBase of main and $head is $expected", async ({ head: name, expected }) => {
  for (const [commit, parents] of Object.entries(graph)) forgejo.commits.set(hash(commit), parents.map(hash));
  expect(await host.mergeBase(hash("m4"), hash(name))).toBe(expected === undefined ? undefined : hash(expected));
});

test.for(["success", "failure", "error"] as const)("setStatus says %s of a commit", async (state) => {
  await host.setStatus({ commit: head, state, context: "dashpreview", description: "x", url: "https://g" });
  expect(forgejo.statuses.at(-1)).toEqual({
    sha: head,
    state,
    context: "dashpreview",
    description: "x",
    target_url: "https://g",
  });
});

test.for([403, 404, 422, 500, 503])("listComments turns HTTP %d into a CiError without the token", async (status) => {
  forgejo.down = status;
  const error = await host.listComments(1).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "CiError", status, exitCode: 3 });
  expect(inspect(error, { depth: 9 })).not.toContain(forgejo.token);
});

test("createComment is not sent again after an answer that may have made one", async () => {
  forgejo.down = 502;
  const before = forgejo.requests.length;
  await expect(host.createComment(1, "x")).rejects.toMatchObject({ status: 502 });
  expect(forgejo.requests.slice(before).filter((request) => request.startsWith("POST"))).toHaveLength(1);
});

test("listComments names the scopes that a token needs, where it is wrong and where it may not say whose it is", async () => {
  const scopes = "read:user, write:issue and write:repository";
  const stranger = connect("0123456789abcdef0123456789abcdef01234567");
  await expect(stranger.listComments(1)).rejects.toThrow(scopes);
  stranger.close();
  forgejo.forbidden.add("userGetCurrent");
  const narrow = connect(forgejo.token);
  await expect(narrow.listComments(1)).rejects.toThrow(scopes);
  narrow.close();
});

test("the double notices a query, a field and an answer that are not described", async () => {
  const send = (method: string, path: string, body?: object) =>
    fetch(`${forgejo.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${forgejo.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const repo = `/repos/${forgejo.repository}`;
  await send("GET", `${repo}/pulls?per_page=5`);
  await send("GET", `${repo}/pulls?state=opened`);
  await send("POST", `${repo}/issues/1/comments`, { text: "x" });
  await send("POST", `${repo}/statuses/${head}`, { state: "failed", context: "x" });
  await send("GET", `${repo}/deployments`);
  pull(22, { files: [{ filename: "a", status: "changed", blob: "x" } as unknown as DoubleForgejoPull["files"][0]] });
  await send("GET", `${repo}/pulls/22/files`);
  const found = forgejo.violations.splice(0);
  for (const about of [
    /repoListPullRequests: query per_page is not described/,
    /repoListPullRequests: state: must be equal to one of the allowed values/,
    /issueCreateComment: body: must have required property 'body'/,
    /issueCreateComment: body: must NOT have additional properties/,
    /repoCreateStatus: body\/state: must be equal to one of the allowed values/,
    /deployments: no such operation/,
    /repoGetPullRequestFiles: answer 200\/0: must NOT have additional properties/,
  ])
    expect(
      found.filter((violation) => about.test(violation)),
      String(about),
    ).not.toEqual([]);
});
