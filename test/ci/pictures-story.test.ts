import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pictureBranch } from "../../src/ci/github/github-pictures.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => {
  lab.next();
  lab.github.readOnly = false;
});
afterEach(() => expect(lab.github.violations).toEqual([]));

const query = (requests: string) => ({ "boards/api.json": dashboard("api", { requests }) });
const listed = [{ filename: "boards/api.json", status: "modified" }];
const push = (requests: string, over: Parameters<GitHubLab["push"]>[2] = {}) =>
  lab.repository.checkout(lab.push(query(requests), listed, over));
const withPictures = (folder: string, inputs: Readonly<Record<string, string>> = {}) =>
  lab.run({ folder, inputs, env: { DASHPREVIEW_COMMENT_PICTURES: "auto" } });

/** Pictures that the comment shows, as the branch has them. */
const shownIn = (comment: string) =>
  [...comment.matchAll(/<img src="([^"]*)" alt="([^"]*)" width="(\d+)">/g)].map(([, url, alt, width]) => {
    const [, commit, path] = /\/blob\/([0-9a-f]{40})\/(.*)\?raw=true$/.exec(url!) ?? [];
    const png = lab.github.git.file(commit!, path!);
    return { path: path!, alt: alt!, width: Number(width), png };
  });
const folderOf = (number: number) => {
  const head = lab.github.git.refs.get(`heads/${pictureBranch}`);
  const files = head === undefined ? [] : [...lab.github.git.filesOf(lab.github.git.commits.get(head)!.tree).keys()];
  return files.filter((path) => path.startsWith(`pr-${number}/`));
};
const signature = Buffer.from("89504e470d0a1a0a", "hex");

test("the comment shows the dashboard, and the changed panel before and after; a push replaces them; closing removes them", async () => {
  const first = await withPictures(push("sum(rate(http_requests_total[2m]))"));
  expect(first.code, first.log).toBe(0);
  const comment = lab.comment();
  const [overview, before, after, ...others] = shownIn(comment);
  expect(others).toEqual([]);
  for (const { png } of [overview!, before!, after!]) expect(png!.subarray(0, 8)).toEqual(signature);
  expect([overview!.width, before!.width, after!.width]).toEqual([800, 400, 400]);
  expect(overview!.alt).toMatch(/^Dashboard api: 2 panels/);
  expect(after!.alt).toMatch(/^Requests/);
  expect(comment).toMatch(
    /<details><summary>1 changed panel, before and after<\/summary>\n\n\*\*Requests\*\* in api: /,
  );
  expect(first.summary).toContain(overview!.path);
  expect(first.log + first.summary + comment).not.toContain(lab.github.token);
  expect(folderOf(lab.review)).toHaveLength(3);

  await withPictures(push("max(rate(http_requests_total[5m]))"));
  const paths = shownIn(lab.comment()).map(({ path }) => path);
  expect(paths).not.toContain(after!.path);
  expect(folderOf(lab.review).sort()).toEqual([...new Set(paths)].sort());

  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  const closed = await lab.run({
    folder: push("up", { state: "closed", merged: true }),
    event: lab.pullEvent("closed"),
  });
  expect(closed.code, closed.log).toBe(0);
  expect(lab.comment()).toContain("the review was merged");
  expect(folderOf(lab.review)).toEqual([]);
});

test("without contents: write the comment has no pictures, one line says why, and the run is fine", async () => {
  lab.github.readOnly = true;
  const { code, log } = await withPictures(push("sum(http_requests_total)"));
  expect(code, log).toBe(0);
  expect(log.match(/no pictures in the comment: .*contents: write/g)).toHaveLength(1);
  expect(log).not.toContain("warning: no pictures");
  expect(shownIn(lab.comment())).toEqual([]);
  expect(lab.comment()).toContain("1 difference");
});

test("a stranger's dashboards are opened in no browser unless somebody says so", async () => {
  const folder = push("sum(http_requests_total)", { headRepository: "eve/dashboards" });
  const { code, log } = await withPictures(folder);
  expect(code, log).toBe(0);
  expect(log).toMatch(/note: no pictures in the comment: a browser would open dashboards that are not trusted/);
  expect(shownIn(lab.comment())).toEqual([]);
});

test("--publish-dir gets the page and the pictures, and the comment links to where they will be", async () => {
  const folder = push("min(http_requests_total)");
  const { code, log } = await withPictures(folder, {
    "publish-dir": "public/preview",
    "pictures-url": "https://pages.example/preview/",
  });
  expect(code, log).toBe(0);
  const files = readdirSync(join(folder, "public/preview"));
  const page = `report-pr-${lab.review}.html`;
  expect(files).toContain(page);
  expect(readFileSync(join(folder, "public/preview", page), "utf8")).toContain('id="dashpreview-data"');
  const shown = [...lab.comment().matchAll(/<img src="https:\/\/pages\.example\/preview\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
  expect(shown).toHaveLength(3);
  expect(files.filter((name) => name.endsWith(".png")).sort()).toEqual([...new Set(shown)].sort());
  expect(lab.comment()).toContain(`[All panels on one page](<https://pages.example/preview/${page}>)`);
  expect(folderOf(lab.review)).toEqual([]);
});

test("a run that may write nothing to the host leaves page and pictures in the folder, and its summary says so", async () => {
  const folder = push("avg(http_requests_total)");
  const { code, log, summary } = await withPictures(folder, { "publish-dir": "preview", comment: "off" });
  expect(code, log).toBe(0);
  expect(readdirSync(join(folder, "preview"))).toHaveLength(4);
  expect(summary).toContain(
    `The page \`report-pr-${lab.review}.html\` and 3 pictures are in the folder <code>preview</code>`,
  );
});

test("--pictures-url without the folder is a mistake", async () => {
  const folder = push("sum(http_requests_total)");
  const { code, log } = await withPictures(folder, { "pictures-url": "https://pages.example" });
  expect(code).toBe(2);
  expect(log).toContain("--pictures-url says where the folder of --publish-dir will be found");
});

test("two runs of one review at once: the later run's comment has its pictures, and all of them are there", async () => {
  const [early, late] = [push("sum(http_requests_total)"), push("count(http_requests_total)")];
  const runs = await Promise.all([withPictures(early), withPictures(late)]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  const shown = shownIn(lab.comment());
  expect(shown).toHaveLength(3);
  for (const { png } of shown) expect(png!.subarray(0, 8)).toEqual(signature);
});
