import fc from "fast-check";
import { expect, test } from "vitest";
import { identityPatterns } from "../../identity/preview-identity.ts";
import { projectId } from "../../identity/project-id.ts";
import { detectReview } from "../hosts/review.ts";
import type { ReviewSources } from "../hosts/review-shape.ts";
import { parseReviewUrl } from "../hosts/review-url.ts";

const [head, base] = ["a".repeat(40), "b".repeat(40)];
/** As a runner of Forgejo sets them; the server's address is one of its own network. */
const env = {
  GITHUB_ACTIONS: "true",
  FORGEJO_ACTIONS: "true",
  GITEA_ACTIONS: "true",
  GITHUB_SERVER_URL: "http://forgejo:3000",
  GITHUB_API_URL: "http://forgejo:3000/api/v1",
  GITHUB_REPOSITORY: "Acme.Corp/dashboards",
  GITHUB_RUN_ID: "41",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_SHA: head,
};
const detect = (over: ReviewSources["env"], event?: unknown) =>
  detectReview({ env: { ...env, ...over }, event, user: "ada" });
const pull = (over: object = {}) => ({
  number: 12,
  html_url: "https://code.example/Acme.Corp/dashboards/pulls/12",
  merged: false,
  merge_base: "c".repeat(40),
  head: { label: "new-panels", sha: head, ref: "new-panels", repo: { full_name: "Acme.Corp/dashboards" } },
  base: { label: "main", sha: base, ref: "main", repo: { full_name: "Acme.Corp/dashboards" } },
  ...over,
});

test.for(["pull_request", "pull_request_target", "workflow_call"])(
  "detectReview reads number, page, head and base of %s from the event",
  (name) => {
    expect(
      detect({ GITHUB_EVENT_NAME: name, GITHUB_REF: "refs/heads/main" }, { action: "opened", pull_request: pull() }),
    ).toEqual({
      project: projectId({ host: "forgejo:3000", path: "acme.corp/dashboards" }),
      formerProjects: [projectId({ host: "forgejo", path: "acme.corp/dashboards" })],
      key: "pull-12",
      number: 12,
      url: "https://code.example/Acme.Corp/dashboards/pulls/12",
      commit: head,
      sourceBranch: "new-panels",
      baseRevision: base,
      fork: false,
      order: 2_000_000_000_041_002,
      event: name,
      host: {
        kind: "forgejo",
        serverUrl: "http://forgejo:3000",
        apiUrl: "http://forgejo:3000/api/v1",
        repository: "Acme.Corp/dashboards",
      },
    });
  },
);

test("detectReview names the project by the server's own number and address where the event has them", () => {
  const repository = {
    id: 7,
    full_name: "acme.corp/Dashboards",
    html_url: "https://code.example/Acme.Corp/dashboards",
  };
  const known = detect({ GITHUB_EVENT_NAME: "push" }, { repository });
  expect(known.repositoryId).toBe(7);
  const inner = { GITHUB_SERVER_URL: "http://10.0.0.7:3000", GITHUB_API_URL: "http://10.0.0.7:3000/api/v1" };
  expect(detect({ ...inner, GITHUB_EVENT_NAME: "push" }, { repository }).project).toBe(known.project);
  const names = ["forgejo:3000", "forgejo", "code.example"].map((host) =>
    projectId({ host, path: "acme.corp/dashboards" }),
  );
  expect(known.formerProjects).toEqual(names);
  const others = { repository: { ...repository, full_name: "eve/fork" } };
  expect(detect({ GITHUB_EVENT_NAME: "push" }, others).project).toBe(names[0]);
});

test.for([
  { name: "Forgejo's runner", over: {}, kind: "forgejo" },
  { name: "Gitea's runner", over: { FORGEJO_ACTIONS: undefined }, kind: "forgejo" },
  {
    name: "an older runner, by the API",
    over: { FORGEJO_ACTIONS: undefined, GITEA_ACTIONS: undefined },
    kind: "forgejo",
  },
  { name: "Forgejo's runner without the API's address", over: { GITHUB_API_URL: undefined }, kind: "forgejo" },
  {
    name: "Gitea's runner without the API's address",
    over: { GITHUB_API_URL: undefined, FORGEJO_ACTIONS: undefined },
    kind: "forgejo",
  },
  { name: "a sub-path", over: { GITHUB_API_URL: "https://x.example/git/api/v1/" }, kind: "forgejo" },
  { name: "github.com", over: { GITHUB_API_URL: "https://api.github.com" }, kind: "github" },
  { name: "GitHub Enterprise Server", over: { GITHUB_API_URL: "https://ghes.example/api/v3" }, kind: "github" },
  {
    name: "GitHub without the API's address",
    over: { GITHUB_API_URL: undefined, FORGEJO_ACTIONS: undefined, GITEA_ACTIONS: "false" },
    kind: "github",
  },
  { name: "a shell with a runner's left-overs", over: { GITHUB_ACTIONS: undefined }, kind: undefined },
])("detectReview takes $name for $kind", ({ over, kind }) => {
  const named = { ...over, GITHUB_REPOSITORY: "acme/dashboards", GITHUB_EVENT_NAME: "push", GITHUB_REF_NAME: "main" };
  expect(detect(named).host?.kind).toBe(kind);
});

test("detectReview takes no run of Forgejo's for GitHub's, whatever its repository is called", () => {
  for (const name of ["acme/dashboards", "acme.corp/dashboards", "_x/y", "A-b/c.d", "../x", "a/..", "a/b/c", "é/x", ""])
    expect(detect({ GITHUB_REPOSITORY: name }).host?.kind, name).not.toBe("github");
  const names = fc.stringMatching(/^[A-Za-z0-9._/-]{1,30}$/);
  fc.assert(fc.property(names, (name) => detect({ GITHUB_REPOSITORY: name }).host?.kind !== "github"));
});

test("detectReview builds the page's address where the event's is another one's or is missing", () => {
  const event = { GITHUB_EVENT_NAME: "pull_request" };
  for (const html_url of ["https://evil.example/x", "javascript:alert(1)/Acme.Corp/dashboards/pulls/12", 7, undefined])
    expect(detect(event, { pull_request: pull({ html_url }) }).url).toBe(
      "http://forgejo:3000/Acme.Corp/dashboards/pulls/12",
    );
});

test("detectReview takes for a fork's what somebody without write access may have pushed", () => {
  const forkOf = (side: object) =>
    detect(
      { GITHUB_EVENT_NAME: "pull_request_target" },
      { action: "opened", pull_request: pull({ head: { sha: head, ref: "x", ...side } }) },
    );
  expect(forkOf({ repo: { full_name: "acme.corp/Dashboards" } }).fork).toBe(false);
  expect(forkOf({ repo: { full_name: "eve/dashboards" } }).fork).toBe(true);
  expect(forkOf({ repo: null }).fork).toBe(true);
  // Pushed to refs/for/main/topic (AGit).
  const agit = forkOf({ label: "", ref: "refs/pull/12/head", repo: { full_name: "Acme.Corp/dashboards" } });
  expect(agit).toMatchObject({ fork: true, key: "pull-12", commit: head });
  expect(agit.sourceBranch).toBeUndefined();
});

test("detectReview knows what a closing event says", () => {
  const event = { GITHUB_EVENT_NAME: "pull_request" };
  expect(detect(event, { action: "closed", pull_request: pull({ merged: true }) }).closed).toBe("merged");
  expect(detect(event, { action: "closed", pull_request: pull() }).closed).toBe("closed");
  for (const action of ["reopened", "synchronized", undefined])
    expect(detect(event, { action, pull_request: pull({ merged: true }) }).closed).toBeUndefined();
});

test("detectReview takes the number of a workflow_run from the server's own list, and the order of the run before", () => {
  const run = { event: "pull_request", id: 7, run_number: 99, run_attempt: 1, head_sha: head, head_branch: "" };
  const event = { GITHUB_EVENT_NAME: "workflow_run" };
  expect(detect(event, { workflow_run: { ...run, pull_requests: [{ number: 99 }] } })).toMatchObject({
    key: "pull-99",
    number: 99,
    url: "http://forgejo:3000/Acme.Corp/dashboards/pulls/99",
    commit: head,
    fork: true,
    order: 2_000_000_000_007_001,
  });
  for (const pull_requests of [undefined, [], [{ number: 1 }, { number: 2 }], [{ number: -1 }]]) {
    const unnamed = detect(event, { workflow_run: { ...run, pull_requests } });
    expect(unnamed).toMatchObject({ key: `head-${head.slice(0, 12)}`, fork: true });
    expect(unnamed.number).toBeUndefined();
  }
  const pushed = { ...run, event: "push", head_branch: "main", pull_requests: [{ number: 99 }] };
  expect(detect(event, { workflow_run: pushed })).toMatchObject({ key: "branch-main", fork: false });
});

test("detectReview gives push and schedule keys that are no pull request's", () => {
  const onMain = { GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main" };
  const push = { ...onMain, GITHUB_EVENT_NAME: "push" };
  expect(detect(push, { before: base })).toMatchObject({ key: "branch-main", commit: head, baseRevision: base });
  expect(detect(push, { before: "0".repeat(40) }).baseRevision).toBeUndefined();
  const scheduled = detect({ ...onMain, GITHUB_EVENT_NAME: "schedule" }, { schedule: "0 3 * * *", before: base });
  expect(scheduled).toMatchObject({ key: "branch-main", event: "schedule" });
  expect(scheduled.baseRevision).toBeUndefined();
});

test("detectReview falls back to the ref where the event file is missing", () => {
  const review = detect({ GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/12/head" });
  expect(review).toMatchObject({ key: "pull-12", number: 12, commit: head });
});

test("detectReview gives a valid key for any event, and takes nothing from one that is not as it must be", () => {
  const hostile = pull({
    head: { sha: "--upload-pack=x", ref: "a\n::add-mask::b", repo: { full_name: "../../x" } },
    base: { sha: "HEAD" },
  });
  const review = detect({ GITHUB_EVENT_NAME: "pull_request" }, { pull_request: hostile });
  expect(review).toMatchObject({ key: "pull-12", fork: true });
  expect([review.commit, review.sourceBranch, review.baseRevision]).toEqual([undefined, undefined, undefined]);
  const names = fc.constantFrom("pull_request", "workflow_run", "push", "schedule", "");
  fc.assert(
    fc.property(names, fc.anything(), fc.jsonValue(), (name, inner, outer) => {
      for (const event of [outer, inner, { pull_request: inner }, { workflow_run: inner }])
        expect(detect({ GITHUB_EVENT_NAME: name }, event).key).toMatch(identityPatterns.key);
    }),
  );
});

test("parseReviewUrl tells a Forgejo's address from GitHub's and takes owners with dots", () => {
  expect(parseReviewUrl("https://codeberg.org/acme.corp/dashboards/pulls/7")).toEqual({
    project: projectId({ host: "codeberg.org", path: "acme.corp/dashboards" }),
    key: "pull-7",
    number: 7,
    url: "https://codeberg.org/acme.corp/dashboards/pulls/7",
    host: {
      kind: "forgejo",
      serverUrl: "https://codeberg.org",
      repository: "acme.corp/dashboards",
      apiUrl: "https://codeberg.org/api/v1",
    },
  });
  expect(parseReviewUrl("https://github.com/acme/dashboards/pull/7")?.host.kind).toBe("github");
  for (const path of [
    "/acme/dashboards/pulls",
    "/acme/dashboards/pulls/x",
    "/git/acme/dashboards/pulls/7",
    "/a/../pulls/7",
  ])
    expect(parseReviewUrl(`https://codeberg.org${path}`)).toBeUndefined();
});
