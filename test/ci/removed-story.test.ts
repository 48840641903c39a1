import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

type Files = Parameters<GitHubLab["push"]>[0];
/** A run for a review that writes these files and deletes those that are undefined. */
function run(files: Files, env: Readonly<Record<string, string>> = {}) {
  const listed = Object.entries(files).map(([filename, text]) => ({
    filename,
    status: text === undefined ? "removed" : "modified",
  }));
  return lab.run({ folder: lab.repository.checkout(lab.push(files, listed)), env });
}
const changed = dashboard("api", { requests: "max(rate(http_requests_total[1m]))" });

test("a dashboard whose file the review deletes is named in its comment, with a picture of what it was", async () => {
  const files = { "boards/api.json": changed, "boards/jobs.json": undefined };
  const { code, log } = await run(files, { DASHPREVIEW_COMMENT_PICTURES: "on" });
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  const comment = lab.comment();
  expect(comment).toContain("| jobs (<code>boards/jobs.json</code>) | removed | |");
  expect(comment).toMatch(
    /<details><summary>1 removed dashboard, as it was<\/summary>\n\n\*\*jobs\*\*\n\n<img src="[^"]+" alt="Dashboard jobs &#40;removed&#41;: 2 panels, 1 without data" width="800">\n\n<\/details>/,
  );
  // The dashboard, the changed panel before and after, and the removed one.
  expect(comment.match(/<img /g)).toHaveLength(4);
});

test("a review that only deletes a dashboard says so in its comment, and nothing is previewed", async () => {
  const { code, log, summary } = await run({ "boards/jobs.json": undefined });
  expect([code, lab.standing()], log).toEqual([0, []]);
  expect(lab.comment()).toMatch(
    /this review removes 1 dashboard and changes no other:\n\n- jobs \(<code>boards\/jobs\.json<\/code>\)/,
  );
  expect(summary).toContain("removes 1 dashboard");
  expect(log).toContain("removes jobs (boards/jobs.json)");
});

test("a dashboard that its file of several holds no longer is removed, and one that moved to another file is not", async () => {
  const configMap = (names: readonly string[]) =>
    JSON.stringify({
      ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "boards" } },
      data: Object.fromEntries(names.map((name) => [`${name}.json`, dashboard(name)])),
    });
  lab.push({ "boards/both.json": configMap(["one", "two"]) }, []);
  const base = lab.github.pulls.get(lab.review)!.headSha;
  const commit = lab.push(
    {
      "boards/both.json": configMap(["one"]),
      "boards/jobs.json": undefined,
      "boards/moved/jobs.json": dashboard("jobs"),
    },
    [
      { filename: "boards/both.json", status: "modified" },
      { filename: "boards/moved/jobs.json", status: "renamed", previous_filename: "boards/jobs.json" },
    ],
    { baseSha: base },
  );
  const { code, log } = await lab.run({ folder: lab.repository.checkout(commit), inputs: { "changed-only": "false" } });
  expect([code, lab.standing()], log).toEqual([0, ["api", "jobs", "one"]]);
  expect(lab.comment().match(/^.*\| removed \|.*$/gm)).toEqual([
    "| two (<code>boards/both.json&#35;&#8203;two.json</code>) | removed | |",
  ]);
});

test("without a base nothing is said to be removed", async () => {
  lab.github.pulls.delete(lab.review);
  const commit = lab.repository.commit("loose", { "boards/api.json": changed, "boards/jobs.json": undefined });
  const folder = lab.repository.checkout(commit);
  const { code, log } = await lab.run({ folder, eventName: "push", event: {}, inputs: { "changed-only": "false" } });
  expect(code, log).toBe(0);
  expect(log).not.toMatch(/jobs/);
});
