import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "a.data.yaml"), smallSpec);
  save("a.json", before);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Dashboard = ReturnType<typeof dashboard> & { panels: Record<string, unknown>[] };
const before = dashboard("A", ["queue_length", "sum(rate(requests_total[5m]))", "requests_total"], {
  templating: { list: [{ name: "pod", type: "custom", query: "api-1,api-2", multi: true, includeAll: true }] },
}) as Dashboard;
/** Another query, unit and type; one panel gone, one new, one as it was. */
const after: Dashboard = {
  ...before,
  time: { from: "now-10m", to: "now" },
  panels: [
    before.panels[0]!,
    {
      ...before.panels[1],
      type: "stat",
      fieldConfig: { defaults: { unit: "reqps" } },
      targets: [{ refId: "A", expr: "sum by (instance) (rate(requests_total[5m]))" }],
    },
    { ...before.panels[2], id: 9, title: "New", targets: [{ refId: "A", expr: "queue_length * 2" }] },
  ],
};

const save = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: folder });
const run = (...args: string[]) =>
  runCli(["report", "--output", "json", "--at", "2026-01-31T12:00Z", "a.json", ...args], {
    cwd: folder,
    env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
  });

async function comparison(...args: string[]) {
  const result = await run(...args);
  expect(result.code, result.stderr).toBe(0);
  return { page: result.json<PageData>().dashboards[0]!, stderr: result.stderr };
}

test("--base FILE shows both on the same data and window, changed panels first, each with its changes", async () => {
  save("old.json", before);
  save("a.json", after);
  const { page } = await comparison("--base", "old.json");
  const { comparison: compared, range, views } = page;
  expect(compared!.base).toBe("old.json");
  expect(compared!.before!.range).toEqual(range);
  expect(compared!.panels.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
    "changed Panel 2",
    "added New",
    "removed Panel 3",
    "unchanged Panel 1",
  ]);
  expect(compared!.panels[0]!.changes).toEqual([
    { what: "type", before: "timeseries", after: "stat" },
    {
      what: "query A",
      before: "sum(rate(requests_total[5m]))",
      after: "sum by (instance) (rate(requests_total[5m]))",
    },
    { what: "unit", before: "none", after: "reqps" },
  ]);
  expect(compared!.changes).toEqual([{ what: "time range", before: "none", after: "now-10m to now" }]);
  const valuesOf = (panels: PageData["dashboards"][0]["views"][0]["panels"], key: string | undefined) =>
    panels.find((panel) => panel.key === key)!.targets[0]!.series.map(({ values }) => values!.at(-1));
  const { before: old, after: now } = compared!.panels[0]!;
  expect(valuesOf(compared!.before!.views[0]!.panels, old)).toEqual([15]);
  expect(valuesOf(views[0]!.panels, now)).toEqual([5, 5, 5]);
});

test("--base REV takes the dashboards of a commit, and says which are new", async () => {
  git("init", "-q", "-b", "main");
  git("add", "a.json");
  git("commit", "-q", "-m", "one");
  git("checkout", "-q", "-b", "change");
  save("a.json", after);
  save("b.json", { ...before, uid: "b" });
  git("add", ".");
  git("commit", "-q", "-m", "two");
  const result = await run("b.json", "--base", "main", "--data", "a.data.yaml");
  const [one, other] = result.json<PageData>().dashboards;
  expect(one!.comparison!.panels.map(({ kind }) => kind)).toEqual(["changed", "added", "removed", "unchanged"]);
  expect(other!.comparison).not.toHaveProperty("before");
  expect(other!.comparison!.panels.map(({ kind }) => kind)).toEqual(["added", "added", "added"]);
  // Changes that are not committed yet count too.
  save("a.json", { ...after, title: "Now" });
  const { changes, panels } = (await comparison("--base", "HEAD")).page.comparison!;
  expect(changes).toContainEqual({ what: "title", before: "A", after: "Now" });
  expect(panels.map(({ kind }) => kind)).toEqual(["unchanged", "unchanged", "unchanged"]);
});

/** Of each dashboard of a folder: its title, and the fate of its panels. */
async function fates(folderNow: string, base: string) {
  const result = await runCli(
    ["report", "--output", "json", "--at", "2026-01-31T12:00Z", folderNow, "--base", base, "--data", "a.data.yaml"],
    { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } },
  );
  expect(result.code, result.stderr).toBe(0);
  const { dashboards } = result.json<PageData>();
  const told = dashboards.map(({ title, comparison: compared }) => [
    title,
    compared!.panels.map(({ kind, title }) => `${kind} ${title}`),
  ]);
  return { dashboards, told: Object.fromEntries(told) };
}
const named = (uid: string, title: string, ...exprs: string[]) => ({ ...dashboard(title, exprs), uid });

test("--base shows dashboards that only the base has as removed and new ones as added, each with its panels", async () => {
  for (const name of ["old", "now"]) mkdirSync(join(folder, name));
  save("old/kept.json", named("kept", "Kept", "queue_length"));
  save("old/gone.json", named("gone", "Gone", "queue_length", "requests_total"));
  save("old/moved.json", named("moved", "Moved", "queue_length"));
  save("now/kept.json", named("kept", "Kept", "queue_length"));
  save("now/elsewhere.json", named("moved", "Moved", "queue_length"));
  save("now/new.json", named("new", "New", "requests_total"));
  const expected = {
    Kept: ["unchanged Panel 1"],
    Moved: ["unchanged Panel 1"],
    New: ["added Panel 1"],
    "Gone (removed)": ["removed Panel 1", "removed Panel 2"],
  };
  const folders = await fates("now", "old");
  expect(folders.told).toEqual(expected);
  const gone = folders.dashboards.at(-1)!;
  expect(gone.views[0]!.panels).toEqual([]);
  expect(gone.comparison!.changes).toEqual([{ what: "dashboard", before: "old/gone.json" }]);
  const [then] = gone.comparison!.before!.views;
  expect(then!.panels.map(({ targets }) => targets[0]!.seriesCount)).toEqual([1, 3]);

  // The same by a commit, of which the folder has other files now.
  git("init", "-q", "-b", "main");
  rmSync(join(folder, "a.json"));
  renameSync(join(folder, "now"), join(folder, "later"));
  renameSync(join(folder, "old"), join(folder, "now"));
  git("add", "now");
  git("commit", "-q", "-m", "one");
  rmSync(join(folder, "now"), { recursive: true });
  renameSync(join(folder, "later"), join(folder, "now"));
  git("checkout", "-q", "-b", "change");
  git("add", "--all", "now");
  git("commit", "-q", "-m", "two");
  expect((await fates("now", "main")).told).toEqual(expected);
});

test("--base COMMIT shows a dashboard as removed that a file of several held and holds no longer", async () => {
  const list = (...uids: string[]) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "boards", labels: { grafana_dashboard: "1" } },
    data: Object.fromEntries(
      uids.map((uid) => [`${uid}.json`, JSON.stringify(named(uid, uid.toUpperCase(), "queue_length"))]),
    ),
  });
  git("init", "-q", "-b", "main");
  save("boards.json", list("one", "two"));
  git("add", "boards.json");
  git("commit", "-q", "-m", "one");
  git("checkout", "-q", "-b", "change");
  save("boards.json", list("one", "three"));
  expect((await fates("boards.json", "main")).told).toEqual({
    ONE: ["unchanged Panel 1"],
    THREE: ["added Panel 1"],
    "TWO (removed)": ["removed Panel 1"],
  });
});

test("--base of a folder tells nothing of its other dashboards where one file is named", async () => {
  mkdirSync(join(folder, "old"));
  save("old/a.json", before);
  save("old/b.json", named("b", "B", "queue_length"));
  expect((await fates("a.json", "old")).told).toEqual({
    A: ["unchanged Panel 1", "unchanged Panel 2", "unchanged Panel 3"],
  });
});

test.for([["no-such-branch"], ["--upload-pack=x"], ["HEAD^{/x}"]])(
  "--base=%s, which is neither a file nor a commit, is refused",
  async ([base]) => {
    git("init", "-q");
    const result = await run(`--base=${base}`);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`--base ${base}: no such file, and no branch, tag or commit either`);
  },
);

test("--variables all has a view for each choice, within --max-views", async () => {
  save("a.json", {
    ...before,
    panels: [{ ...before.panels[0], targets: [{ refId: "A", expr: 'requests_total{instance=~"$pod"}' }] }],
  });
  const { page } = await comparison("--variables", "all");
  expect(page.variables).toMatchObject([{ name: "pod", options: ["All", "api-1", "api-2"], total: 3 }]);
  expect(page.views.map(({ chosen, panels }) => [chosen["pod"], panels[0]!.targets[0]!.seriesCount])).toEqual([
    ["All", 2],
    ["api-1", 1],
    ["api-2", 1],
  ]);
  const bounded = await comparison("--variables", "all", "--max-views", "2");
  expect(bounded.page.views).toHaveLength(2);
  expect(bounded.stderr).toContain("1 choice of its variables not in the page");
});

test("a page says of a file outside the working folder only how its path ends", async () => {
  mkdirSync(join(folder, "sub"));
  const result = await runCli(
    ["report", "--output", "json", "--at", "2026-01-31T12:00Z", join(folder, "a.json"), "--data", "../a.data.yaml"],
    { cwd: join(folder, "sub"), env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } },
  );
  expect(result.code, result.stderr).toBe(0);
  expect(result.json<PageData>().dashboards[0]!.source).toMatch(/^…\/[^/]+\/a\.json$/);
  expect(result.stdout).not.toContain(folder);
});
