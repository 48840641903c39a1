import { expect, test } from "vitest";
import type { CliContext } from "../context.ts";
import { trustedValues } from "./configuration-trust.ts";

const values = new Map(
  Object.entries({ dashboards: "a", "fail-on": "none" }).map(([key, text]) => [
    key,
    { texts: [text], place: "dashpreview.yaml:1:1" },
  ]),
);
const build = new Map([...values, ["build", { texts: ["make"], place: "dashpreview.yaml:3:8" }] as const]);
const gitlab = {
  GITLAB_CI: "true",
  CI: "true",
  CI_API_V4_URL: "https://gitlab.example/api/v4",
  CI_SERVER_URL: "https://gitlab.example",
  CI_PROJECT_PATH: "acme/boards",
  CI_PROJECT_ID: "7",
  CI_SERVER_HOST: "gitlab.example",
  CI_PROJECT_URL: "https://gitlab.example/acme/boards",
  CI_PIPELINE_ID: "8",
  CI_COMMIT_SHA: "a".repeat(40),
  CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example/acme/boards",
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: "panels",
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "b".repeat(40),
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_MERGE_REQUEST_IID: "3",
  CI_MERGE_REQUEST_PROJECT_PATH: "acme/boards",
  CI_MERGE_REQUEST_PROJECT_ID: "7",
  CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: "acme/boards",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "7",
};
const fork = {
  ...gitlab,
  CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: "stranger/boards",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "8",
};
const trust = (given: typeof values, env: Record<string, string>, args: Record<string, unknown> = {}) =>
  trustedValues(given, { args, env }, { env, cwd: import.meta.dirname, user: "me", machine: "m" } as CliContext);

test("a merge request of the project itself counts whole, with its build", () => {
  expect(trust(build, gitlab).values).toBe(build);
});

test("a fork's merge request counts for what is harmless, and its build is refused", () => {
  const { values: counting, note } = trust(values, fork);
  expect([...counting.keys()]).toEqual(["dashboards"]);
  expect(note).toBe("fail-on of the configuration does not count: the review is a fork's, or may be one");
  expect(() => trust(build, fork)).toThrow("dashpreview.yaml:3:8: `build` is not run: the review is a fork's");
});

test("a fork's own run without secrets builds its bundle; a build of the command line goes before that of the file", () => {
  expect(trust(build, fork, { bundle: "out" }).values).toBe(build);
  expect([...trust(build, fork, { build: ["make x"] }).values.keys()]).toEqual(["dashboards"]);
});

test("by hand everything counts, unless the dashboards are said to be untrusted", () => {
  expect(trust(build, {}).values).toBe(build);
  expect(trust(build, {}, { untrusted: false }).values).toBe(build);
  expect(() => trust(build, {}, { untrusted: true })).toThrow("the dashboards are untrusted");
});
