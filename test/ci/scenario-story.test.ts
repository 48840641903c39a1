import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pictureBranch } from "../../src/ci/github/github-pictures.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

const spec = `version: 1
metrics:
  - name: http_requests_total
    type: counter
    series: [{ labels: { job: api, instance: "api-{1..2}:8080" }, rate: 5 }]
scenarios:
  healthy: {}
  incident:
    metrics: [{ name: api_errors_total, type: counter, series: [{ labels: { job: api }, rate: 2 }] }]
`;
const listed = ["api.json", "dashpreview.yaml"].map((name) => ({ filename: `boards/${name}`, status: "modified" }));
const push = (requests: string) =>
  lab.push({ "boards/api.json": dashboard("api", { requests }), "boards/dashpreview.yaml": spec }, listed);
const run = (commit: string, scenario: string, over: object = {}) =>
  lab.run({
    folder: lab.repository.checkout(commit),
    inputs: { scenario, "changed-only": "true" },
    env: { DASHPREVIEW_COMMENT_PICTURES: "auto" },
    ...over,
  });
const folderOf = (number: number) => {
  const head = lab.github.git.refs.get(`heads/${pictureBranch}`);
  const files = head === undefined ? [] : [...lab.github.git.filesOf(lab.github.git.commits.get(head)!.tree).keys()];
  return files.filter((path) => path.startsWith(`pr-${number}/`)).sort();
};
const shownIn = (comment: string) => {
  const found = comment.matchAll(/<img src="[^"]*\/blob\/[0-9a-f]{40}\/([^"]*\.png)\?raw=true"/g);
  return [...new Set([...found].map(([, path]) => path!))].sort();
};

test("one comment shows each changed dashboard in every scenario, with links, verdicts and pictures, and forgets one that is not asked for", async () => {
  const first = await run(push("sum(rate(http_requests_total[2m]))"), "healthy\nincident");
  expect(first.code, first.log).toBe(0);
  expect(lab.standing()).toEqual(["api · healthy", "api · incident", "jobs · healthy", "jobs · incident"]);
  expect(lab.github.comments.filter(({ issue }) => issue === lab.review)).toHaveLength(1);
  const comment = lab.comment();
  expect(comment).toContain("**healthy**: 2 panels without data · **incident**: every panel ok");
  const rows = comment.split("\n").filter((line) => line.startsWith("| api |") || line.startsWith("|  |"));
  const row = /^\| (\w*) \| \[(\w+)\]\(<([^>]*)>\) \| (.*) \| (.*) \|$/;
  const [healthy, incident] = rows.map((line) => row.exec(line)!.slice(1));
  expect([healthy![0], healthy![1], healthy![3], healthy![4]]).toEqual([
    ...["api", "healthy", "1 difference", "2 panels: 1 ok, 1 empty"],
  ]);
  expect([incident![0], incident![1], incident![3], incident![4]]).toEqual(["", "incident", "", "2 panels: 2 ok"]);
  for (const one of [healthy!, incident!]) expect(one[2]).toMatch(/\/d\/dp-[a-z2-7]{20}/);
  expect(incident![2]).not.toBe(healthy![2]);
  expect(comment.match(/<summary>api: what changed/g)).toHaveLength(1);
  const heads = "<table><tr><th>healthy</th><th>incident</th></tr><tr><td><img ";
  expect(comment).toContain(`**api**\n\n${heads}`);
  const panel = comment.split("\n\n").find((part) => part.startsWith("<table><tr><th></th><th>Before</th>"))!;
  expect(panel).toMatch(/<th>healthy<\/th><td><img .*<tr><th>incident<\/th><td><img /);
  expect(comment).toMatch(/\*\*Requests\*\* in api, healthy: [^\n]*; incident: /);
  // Names are made of content: each picture of the comment is stored, and nothing else is.
  expect(shownIn(comment).length).toBeGreaterThan(3);
  expect(folderOf(lab.review)).toEqual(shownIn(comment));
  expect(first.summary).toContain("**incident**: every panel ok");

  const second = await run(push("max(rate(http_requests_total[2m]))"), "incident");
  expect(second.code, second.log).toBe(0);
  expect(lab.standing()).toEqual(["api · incident", "jobs · incident"]);
  expect(lab.comment()).toContain("- api · healthy: not asked for any more");
  expect(lab.comment()).toContain("| api | [incident](");
  expect(folderOf(lab.review)).toEqual(shownIn(lab.comment()));

  const last = push("up");
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  const closed = await run(last, "incident", { event: lab.pullEvent("closed") });
  expect(closed.code, closed.log).toBe(0);
  expect(lab.standing()).toEqual([]);
  expect(lab.comment()).toContain("the review was merged");
  expect(folderOf(lab.review)).toEqual([]);
});

test("a scenario that no spec has fails the run, and the comment says which there are", async () => {
  const { code, log } = await run(push("sum(http_requests_total)"), "incidnt");
  expect(code).toBe(2);
  expect(log).toContain("did you mean `incident`? The spec has `healthy` and `incident`");
  expect(lab.comment()).toContain("incidnt");
  expect(lab.standing()).toEqual([]);
});
