import fc from "fast-check";
import { expect, test } from "vitest";
import { identityPatterns } from "../../identity/preview-identity.ts";
import { numberedProjectId, projectId } from "../../identity/project-id.ts";
import { detectReview } from "./review.ts";
import type { ReviewSources } from "./review-shape.ts";
import { parseReviewUrl } from "./review-url.ts";

const [head, base, merge] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];
const gitHub = {
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_REPOSITORY: "Acme/dashboards",
  GITHUB_RUN_ID: "41",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_SHA: merge,
};
const detect = (env: ReviewSources["env"], event?: unknown) =>
  detectReview({ env: { ...gitHub, ...env }, event, user: "ada" });
const pull = (over: object = {}) => ({
  number: 12,
  merged: false,
  head: { sha: head, ref: "new-panels", repo: { full_name: "Acme/dashboards" } },
  base: { sha: base, ref: "main" },
  ...over,
});
const project = projectId({ host: "github.com", path: "acme/dashboards" });

test.for(["pull_request", "pull_request_target"])(
  "detectReview reads number, head and base of %s from the event, not the merge commit",
  (name) => {
    expect(
      detect({ GITHUB_EVENT_NAME: name, GITHUB_REF: "refs/heads/main" }, { action: "opened", pull_request: pull() }),
    ).toEqual({
      project,
      key: "pr-12",
      number: 12,
      url: "https://github.com/Acme/dashboards/pull/12",
      commit: head,
      sourceBranch: "new-panels",
      baseRevision: base,
      fork: false,
      order: 2_000_000_000_041_002,
      event: name,
      host: {
        kind: "github",
        serverUrl: "https://github.com",
        apiUrl: "https://api.github.com",
        repository: "Acme/dashboards",
      },
    });
  },
);

test("detectReview knows forks, deleted ones too, and what a closing event says", () => {
  const event = { GITHUB_EVENT_NAME: "pull_request_target" };
  const fork = pull({ head: { sha: head, ref: "x", repo: { full_name: "eve/dashboards" } } });
  expect(detect(event, { action: "opened", pull_request: fork }).fork).toBe(true);
  expect(
    detect(event, { action: "opened", pull_request: pull({ head: { sha: head, ref: "x", repo: null } }) }).fork,
  ).toBe(true);
  expect(detect(event, { action: "closed", pull_request: pull({ merged: true }) }).closed).toBe("merged");
  expect(detect(event, { action: "closed", pull_request: pull() }).closed).toBe("closed");
  expect(detect(event, { action: "reopened", pull_request: pull() }).closed).toBeUndefined();
});

test("detectReview knows the pull request of a comment, not its commits, and takes them for a stranger's", () => {
  const env = { GITHUB_EVENT_NAME: "issue_comment", GITHUB_REF_NAME: "main" };
  const comment = { action: "created", comment: { body: "/preview" } };
  const onPull = detect(env, { ...comment, issue: { number: 12, pull_request: { url: "https://x" } } });
  expect(onPull).toMatchObject({ key: "pr-12", number: 12, fork: true, event: "issue_comment" });
  expect(onPull.commit).toBeUndefined();
  expect(detect(env, { ...comment, issue: { number: 12 } }).key).toBe("branch-main");
});

test("detectReview leaves the number of a workflow_run to the host, and takes the order of the run before", () => {
  const run = {
    event: "pull_request",
    id: 7,
    run_number: 999,
    run_attempt: 1,
    head_sha: head,
    head_branch: "new-panels",
    head_repository: { full_name: "eve/dashboards" },
    pull_requests: [{ number: 99 }],
  };
  const review = detect({ GITHUB_EVENT_NAME: "workflow_run" }, { workflow_run: run });
  expect(review).toMatchObject({
    pending: { repository: "eve/dashboards", branch: "new-panels", commit: head },
    fork: true,
    order: 2_000_000_000_007_001,
  });
  expect(review.number).toBeUndefined();
  const pushed = detect(
    { GITHUB_EVENT_NAME: "workflow_run" },
    { workflow_run: { ...run, event: "push", head_branch: "main" } },
  );
  expect(pushed).toMatchObject({ key: "branch-main" });
  expect(pushed.pending).toBeUndefined();
});

test("detectReview gives push, schedule and merge queue keys that are no pull request's", () => {
  const onMain = { GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main" };
  expect(detect({ ...onMain, GITHUB_EVENT_NAME: "push" }, { before: base })).toMatchObject({
    key: "branch-main",
    commit: merge,
    baseRevision: base,
  });
  expect(detect({ ...onMain, GITHUB_EVENT_NAME: "push" }, { before: "0".repeat(40) }).baseRevision).toBeUndefined();
  expect(detect({ ...onMain, GITHUB_EVENT_NAME: "schedule" }, { schedule: "0 3 * * *" })).toMatchObject({
    key: "branch-main",
    event: "schedule",
  });
  const group = { head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${base}`, head_sha: head, base_sha: base };
  const queued = detect({ GITHUB_EVENT_NAME: "merge_group" }, { merge_group: group });
  expect(queued).toMatchObject({ key: "queue-12", commit: head, baseRevision: base, endsWithRun: true });
  expect(queued.number).toBeUndefined();
});

test("detectReview falls back to the ref where the event file is missing", () => {
  expect(detect({ GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/12/merge" })).toMatchObject({
    key: "pr-12",
    number: 12,
  });
});

test("detectReview takes nothing from an event that is not as it must be", () => {
  const hostile = pull({
    head: { sha: "--upload-pack=x", ref: "a\n::add-mask::b", repo: { full_name: "../../x" } },
    base: { sha: "HEAD" },
  });
  const review = detect({ GITHUB_EVENT_NAME: "pull_request" }, { pull_request: hostile });
  expect(review).toMatchObject({ key: "pr-12", fork: true });
  expect([review.commit, review.sourceBranch, review.baseRevision]).toEqual([undefined, undefined, undefined]);
  for (const number of ["12", 1.5, -1, 2 ** 60, null]) {
    expect(
      detect({ GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_NAME: "x" }, { pull_request: pull({ number }) }).key,
    ).toMatch(/^(pr-12|branch-x)$/);
  }
  const prototype = JSON.parse('{"pull_request": {"__proto__": {"number": 5}}}') as unknown;
  expect(detect({ GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_NAME: "x" }, prototype).key).toBe("branch-x");
});

test("detectReview gives a valid key for any event whatever", () => {
  const names = fc.constantFrom(
    "pull_request",
    "pull_request_target",
    "workflow_run",
    "merge_group",
    "push",
    "schedule",
    "other",
  );
  const text = fc.oneof(fc.string(), fc.constantFrom(head, "main", "acme/x", "closed"));
  const leaf = fc.oneof(text, fc.integer(), fc.constant(null), fc.double(), fc.boolean());
  const keys = fc.constantFrom(
    "number",
    "merged",
    "head",
    "base",
    "sha",
    "ref",
    "repo",
    "full_name",
    "head_sha",
    "head_ref",
    "head_branch",
    "event",
    "__proto__",
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("node"), { maxLength: 2 }),
      fc.dictionary(keys, tie("node"), { maxKeys: 6 }),
    ),
  }));
  const event = fc.record(
    { action: leaf, pull_request: node, workflow_run: node, merge_group: node, before: leaf },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(names, event, fc.string(), (name, content, ref) => {
      const review = detect({ GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_REF_NAME: ref }, content);
      expect(review.key).toMatch(identityPatterns.key);
      expect(review.commit ?? head).toMatch(/^[0-9a-f]{40,64}$/);
    }),
  );
});

test("detectReview finds GitHub Enterprise Server's API", () => {
  const server = { GITHUB_SERVER_URL: "https://ghes.example", GITHUB_API_URL: undefined };
  expect(detect(server).host).toMatchObject({
    apiUrl: "https://ghes.example/api/v3",
    serverUrl: "https://ghes.example",
  });
  expect(detect({ ...server, GITHUB_API_URL: "https://ghes.example/api/v3/" }).host?.apiUrl).toBe(
    "https://ghes.example/api/v3",
  );
});

const gitLab = {
  GITLAB_CI: "true",
  CI_SERVER_HOST: "gitlab.example",
  CI_SERVER_URL: "https://gitlab.example/git",
  CI_API_V4_URL: "https://gitlab.example/git/api/v4",
  CI_PROJECT_PATH: "eve/fork",
  CI_PROJECT_URL: "https://gitlab.example/git/eve/fork",
  CI_PIPELINE_ID: "8",
  CI_COMMIT_SHA: merge,
};

test("detectReview gives a merge request to its target project and knows forks", () => {
  const env = {
    ...gitLab,
    CI_MERGE_REQUEST_IID: "45",
    CI_MERGE_REQUEST_PROJECT_PATH: "acme/ops/dashboards",
    CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example/git/acme/ops/dashboards",
    CI_MERGE_REQUEST_PROJECT_ID: "1",
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2",
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "new-panels",
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI_PIPELINE_SOURCE: "merge_request_event",
  };
  expect(detectReview({ env, user: "ada" })).toEqual({
    project: numberedProjectId({ kind: "gitlab", hostname: "gitlab.example", id: 1 }),
    formerProjects: ["acme/ops/dashboards", "git/acme/ops/dashboards"].map((path) =>
      projectId({ host: "gitlab.example", path }),
    ),
    repositoryId: 1,
    key: "mr-45",
    number: 45,
    url: "https://gitlab.example/git/acme/ops/dashboards/-/merge_requests/45",
    commit: head,
    sourceBranch: "new-panels",
    baseRevision: base,
    fork: true,
    order: 2_000_000_000_008_001,
    event: "merge_request_event",
    host: {
      kind: "gitlab",
      serverUrl: "https://gitlab.example/git",
      apiUrl: "https://gitlab.example/git/api/v4",
      repository: "acme/ops/dashboards",
      repositoryId: 1,
    },
  });
});

test("detectReview gives a merge train a key of its own, without the number that notes are written to", () => {
  const env = {
    ...gitLab,
    CI_PROJECT_PATH: "acme/dashboards",
    CI_MERGE_REQUEST_IID: "45",
    CI_MERGE_REQUEST_PROJECT_PATH: "acme/dashboards",
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: base,
    CI_PIPELINE_SOURCE: "merge_request_event",
  };
  const train = detectReview({ env: { ...env, CI_MERGE_REQUEST_EVENT_TYPE: "merge_train" }, user: "ada" });
  expect(train).toMatchObject({ key: "queue-45", commit: merge, baseRevision: base, endsWithRun: true });
  expect([train.number, train.url]).toEqual([undefined, undefined]);
  for (const type of ["detached", "merged_result"]) {
    const plain = detectReview({ env: { ...env, CI_MERGE_REQUEST_EVENT_TYPE: type }, user: "ada" });
    expect(plain).toMatchObject({ key: "mr-45", number: 45, commit: head });
    expect(plain.endsWithRun).toBeUndefined();
  }
});

test("detectReview reads branches and schedules of GitLab", () => {
  const branch = { ...gitLab, CI_COMMIT_BRANCH: "main", CI_COMMIT_BEFORE_SHA: base };
  expect(detectReview({ env: { ...branch, CI_PIPELINE_SOURCE: "push" }, user: "ada" })).toMatchObject({
    key: "branch-main",
    baseRevision: base,
  });
  const scheduled = detectReview({ env: { ...branch, CI_PIPELINE_SOURCE: "schedule" }, user: "ada" });
  expect(scheduled).toMatchObject({ key: "branch-main", event: "schedule" });
  expect(scheduled.baseRevision).toBeUndefined();
});

test("detectReview uses remote and user outside of CI", () => {
  expect(detectReview({ env: {}, remoteUrl: "git@github.com:Acme/dashboards.git", user: "Ada L" })).toEqual({
    project,
    key: "local-ada-l",
    remote: {
      kind: "github",
      serverUrl: "https://github.com",
      apiUrl: "https://api.github.com",
      repository: "Acme/dashboards",
    },
  });
  expect(detectReview({ env: {}, user: "ada" })).toEqual({ project: "local", key: "local-ada" });
});

test.for([
  ["git@gitlab.com:acme/ops/dashboards.git", {}, "https://gitlab.com/api/v4"],
  [
    "https://codeberg.org/acme/dashboards",
    { FORGEJO_API_URL: "https://codeberg.org/api/v1" },
    "https://codeberg.org/api/v1",
  ],
  ["https://codeberg.org/acme/dashboards", {}, undefined],
  ["git@github.com:acme/x.git", { GITHUB_API_URL: "https://git.example/api/v3" }, undefined],
  [
    "ssh://git@git.example:2222/acme/x.git",
    { GITHUB_API_URL: "https://git.example/api/v3" },
    "https://git.example/api/v3",
  ],
  [
    "https://git.example/git/acme/x.git",
    { CI_API_V4_URL: "https://git.example:8443/git/api/v4" },
    "https://git.example:8443/git/api/v4",
  ],
  ["git@evil.example:acme/x.git", { GITHUB_API_URL: "https://git.example/api/v3" }, undefined],
  ["git@github.com.evil.example:acme/x.git", {}, undefined],
  ["https://notgithub.com/acme/x.git", {}, undefined],
] as const)("detectReview knows the API of the remote %s only where it cannot be a stranger's", ([url, env, api]) => {
  const { remote } = detectReview({ env, remoteUrl: url, user: "ada" });
  expect(remote?.apiUrl).toBe(api);
  if (remote !== undefined) expect(remote.repository).toMatch(/^acme\/(?:ops\/)?(?:dashboards|x)$/);
});

test("detectReview gives every checkout without a remote a project of its own", () => {
  const at = (machine: string, folder: string, user = "ada", remoteUrl?: string) =>
    detectReview({ env: {}, user, checkout: { machine, folder }, ...(remoteUrl === undefined ? {} : { remoteUrl }) });
  const first = at("laptop", "/home/ada/one");
  expect(first.project).toMatch(/^[a-z2-7]{8}$/);
  expect(at("Laptop", "/home/ada/one", "ada", "/srv/git/one.git")).toEqual(first);
  const others = [at("laptop", "/home/ada/two"), at("desktop", "/home/ada/one"), at("laptop", "/home/ada/one", "bob")];
  expect(new Set([first, ...others].map(({ project: name }) => name)).size).toBe(4);
});

test("parseReviewUrl reads addresses of both hosts and nothing else", () => {
  expect(parseReviewUrl("https://github.com/Acme/dashboards/pull/12")).toMatchObject({
    project,
    key: "pr-12",
    host: { kind: "github", apiUrl: "https://api.github.com" },
  });
  expect(
    parseReviewUrl("https://ghes.example/a/b/pull/3", { GITHUB_API_URL: "https://api.github.com" })?.host.apiUrl,
  ).toBe("https://ghes.example/api/v3");
  expect(parseReviewUrl("https://gitlab.example/a/b/c/-/merge_requests/4")).toMatchObject({
    key: "mr-4",
    host: { kind: "gitlab", repository: "a/b/c", apiUrl: "https://gitlab.example/api/v4" },
  });
  for (const url of [
    "https://github.com/a/b/issues/1",
    "javascript:alert(1)",
    "https://u:p@github.com/a/b/pull/1",
    "https://github.com/a/../pull/1",
    "x",
  ]) {
    expect(parseReviewUrl(url)).toBeUndefined();
  }
});
