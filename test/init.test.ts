import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { runCli } from "./e2e/cli.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../schema/init.schema.json"), "utf8")) as object;
const valid = new Ajv2020({ strict: true }).compile(schema);

let outside: string;
let folder: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), "dashpreview-init-"));
  folder = join(outside, "repository");
  mkdirSync(folder);
});
afterEach(() => rmSync(outside, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
function git(remote?: string): void {
  execFileSync("git", ["init", "-q"], { cwd: folder });
  if (remote !== undefined) execFileSync("git", ["remote", "add", "origin", remote], { cwd: folder });
}
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const run = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  runCli(["init", ...args], { cwd: folder, env });
interface Result {
  state: string;
  host: string;
  files: { path: string; action: string; text: string }[];
  notes: string[];
  steps: string[];
}
async function init(...args: string[]): Promise<Result> {
  const { code, stderr, json } = await run([
    ...args,
    "--output",
    "json",
    ...(args.includes("--dry-run") ? [] : ["--yes"]),
  ]);
  expect(code, stderr).toBe(0);
  const result = json<Result>();
  expect(valid(result), JSON.stringify(valid.errors)).toBe(true);
  return result;
}
const actions = ({ files }: Result) => files.map(({ path, action }) => `${action} ${path}`);

const board = (title: string) => ({
  uid: title.toLowerCase(),
  title,
  schemaVersion: 39,
  panels: [{ id: 1, type: "stat", title: "P", gridPos: { x: 0, y: 0, w: 6, h: 6 }, targets: [{ expr: "up" }] }],
});
const json = (title: string) => JSON.stringify(board(title));
const rules = "groups:\n  - name: g\n    rules:\n      - alert: Down\n        expr: up == 0\n";

test("a folder of JSON on GitHub: a configuration, and one workflow that names no dashboards", async () => {
  git("git@github.com:acme/boards.git");
  put({
    "dashboards/api.json": json("Api"),
    "dashboards/team/db.json": json("Db"),
    "package.json": "{}",
    "alerts/a.yaml": rules,
  });
  const result = await init();
  expect([result.state, result.host, actions(result)]).toEqual([
    "written",
    "github",
    ["create dashpreview.yaml", "create .github/workflows/dashboard-preview.yml"],
  ]);
  expect(parse(read("dashpreview.yaml"))).toEqual({ dashboards: ["dashboards"], rules: ["alerts"] });
  const workflow = parse(read(".github/workflows/dashboard-preview.yml")) as { jobs: Record<string, object> };
  expect(Object.keys(workflow.jobs)).toEqual(["dashboards"]);
  expect(workflow.jobs["dashboards"]).toMatchObject({
    uses: expect.stringMatching(/\/dashpreview\/\.github\/workflows\/preview\.yml@/),
    with: { prepare: expect.stringContaining("prometheus") },
    secrets: { "grafana-token": "${{ secrets.GRAFANA_TOKEN }}" },
  });
  expect(JSON.stringify(workflow.jobs)).not.toContain('"dashboards":"');
  const { code, stdout } = await runCli(["validate"], { cwd: folder });
  expect([code, stdout.match(/"\w+"/g)]).toEqual([0, ['"Api"', '"Db"']]);
  expect(result.steps.join("\n")).toContain("dashpreview setup --github");
});

test("init again changes nothing, and what somebody edited stays without --force", async () => {
  git("https://github.com/acme/boards");
  put({ "boards/a.json": json("A") });
  await init();
  const again = await init();
  expect([again.state, actions(again)]).toEqual(["unchanged", ["same .github/workflows/dashboard-preview.yml"]]);
  put({
    "dashpreview.yaml": "dashboards: boards\nttl: review\n",
    ".github/workflows/dashboard-preview.yml": "name: mine\n",
  });
  const kept = await init();
  expect([kept.state, actions(kept)]).toEqual(["unchanged", ["keep .github/workflows/dashboard-preview.yml"]]);
  expect(read("dashpreview.yaml")).toContain("ttl: review");
  const forced = await init("--force");
  expect(actions(forced)).toEqual(["overwrite dashpreview.yaml", "overwrite .github/workflows/dashboard-preview.yml"]);
  expect(read(".github/workflows/dashboard-preview.yml")).toContain("preview.yml@");
});

test("a Jsonnet mixin on GitLab: a build, the component, and an include beside the jobs that are there", async () => {
  git("https://gitlab.example.com/acme/mixin.git");
  const ci = "stages: [lint, deploy]\n# ours\nlint:\n  stage: lint\n  script: [make lint]\n";
  put({
    "mixin.libsonnet": "(import 'dashboards.libsonnet')\n",
    "dashboards.libsonnet": "{ grafanaDashboards+:: {} }\n",
    "jsonnetfile.json": "{}",
    ".gitlab-ci.yml": ci,
  });
  const result = await init();
  expect(actions(result)).toEqual(["create dashpreview.yaml", "create .gitlab/dashpreview.yml", "add .gitlab-ci.yml"]);
  expect(parse(read("dashpreview.yaml"))).toEqual({
    build: [
      `sh -c "{ [ -d vendor ] || jb install >&2; } && jsonnet -J vendor -e '(import \\"mixin.libsonnet\\").grafanaDashboards'"`,
    ],
  });
  expect(read(".gitlab-ci.yml")).toBe(`${ci}include:\n  - local: .gitlab/dashpreview.yml\n`);
  expect(parse(read(".gitlab/dashpreview.yml"))).toMatchObject({
    include: [
      { remote: expect.stringContaining("/templates/dashpreview.yml"), inputs: { paths: "", stage: "deploy" } },
    ],
    dashpreview: { before_script: ["apt-get update && apt-get install --yes --no-install-recommends jsonnet"] },
    "dashpreview-train": { before_script: [expect.stringContaining("jsonnet")] },
  });
  expect(result.steps.join("\n")).toMatch(/jb \(jsonnet-bundler\)[\s\S]*it was guessed/);
  const before = read(".gitlab-ci.yml");
  await init();
  expect(read(".gitlab-ci.yml")).toBe(before);
  // The build is one that the program can run: the same words reach jsonnet.
  put({
    "bin/jsonnet": `#!/bin/sh\nprintf '%s' "$4" >&2; echo '${json("Mixed")}'\n`,
    "bin/jb": "#!/bin/sh\nmkdir vendor\n",
  });
  for (const name of ["jsonnet", "jb"]) chmodSync(join(folder, "bin", name), 0o755);
  const env = { PATH: `${join(folder, "bin")}:${process.env["PATH"]}` };
  const built = await runCli(["validate"], { cwd: folder, env });
  expect(built.code, built.stderr).toBe(0);
  expect(built.stdout).toContain('"Mixed"');
});

test("Terraform on Forgejo: the folder with its files, and workflows with the full address of the action", async () => {
  git("https://codeberg.org/acme/infra.git");
  put({
    "grafana/main.tf": 'resource "grafana_dashboard" "a" {\n  config_json = file("${path.module}/boards/a.json")\n}\n',
    "grafana/boards/a.json": json("A"),
    "network/main.tf": 'resource "null_resource" "x" {}\n',
  });
  const result = await init();
  expect(result.host).toBe("forgejo");
  expect(parse(read("dashpreview.yaml"))).toEqual({ dashboards: ["grafana"] });
  const texts = result.files.filter(({ path }) => path.startsWith(".forgejo/workflows/")).map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) {
    expect(() => parse(text) as unknown).not.toThrow();
    expect(text).toMatch(/uses: https:\/\/\S+\/dashpreview@/);
    expect(text).not.toContain("dashboards: dashboards");
  }
  const { code, stdout } = await runCli(["validate"], { cwd: folder });
  expect([code, stdout.includes('"A"')]).toEqual([0, true]);
});

test("a Helm chart whose templates are ConfigMaps is rendered, and one that keeps JSON is read as it is", async () => {
  put({
    "charts/boards/Chart.yaml": "name: boards\nversion: 1.0.0\n",
    "charts/boards/templates/cm.yaml": `kind: ConfigMap\ndata:\n  a.json: |\n    {{ "${"x"}" }} {"panels": [], "schemaVersion": 39, "title": "T"}\n`,
    ".gitea/workflows/ci.yml": "on: push\n",
  });
  const result = await init();
  expect([result.host, actions(result).slice(0, 2)]).toEqual([
    "forgejo",
    ["create dashpreview.yaml", "create .gitea/workflows/dashboard-preview.yml"],
  ]);
  expect(parse(read("dashpreview.yaml"))).toEqual({ build: ["helm template preview ./charts/boards"] });
});

test("a monorepo: a preview for each service, each with a job that has its name", async () => {
  git("https://github.com/acme/mono");
  put({
    "services/shop/dashboards/s.json": json("S"),
    "services/shop/alerts.yaml": rules,
    "services/Pay Ments/boards/p.json": json("P"),
    "infra/i.json": json("I"),
  });
  const result = await init();
  expect(parse(read("dashpreview.yaml"))).toEqual({
    previews: [
      { name: "shared", dashboards: ["infra"] },
      { name: "pay-ments", dashboards: ["services/Pay Ments"] },
      { name: "shop", dashboards: ["services/shop"], rules: ["services/shop"] },
    ],
  });
  const workflow = parse(read(".github/workflows/dashboard-preview.yml")) as { jobs: Record<string, { with: object }> };
  expect(
    Object.entries(workflow.jobs).map(([job, { with: given }]) => [job, (given as { name: string }).name]),
  ).toEqual([
    ["dashboards-shared", "shared"],
    ["dashboards-pay-ments", "pay-ments"],
    ["dashboards-shop", "shop"],
  ]);
  const { code, stderr } = await runCli(["validate", "--preview", "pay-ments"], { cwd: folder });
  expect(code, stderr).toBe(0);
  expect(actions(await init())).toEqual(["same .github/workflows/dashboard-preview.yml"]);
  expect(result.steps.join("\n")).toContain("up --local --preview shared");
  const one = await init("--previews", "one", "--force", "--dry-run");
  expect(parse(one.files[0]!.text)).toMatchObject({ dashboards: ["infra", "services"] });
});

test("without a terminal init writes only with --yes, --dry-run shows the diff, and nothing is written", async () => {
  put({ "a.json": json("A") });
  const refused = await run();
  expect([refused.code, refused.stderr]).toEqual([
    2,
    "error: nobody to ask here: pass --yes to write, or --dry-run to see what would be written\n",
  ]);
  const { code, stdout } = await run(["--dry-run", "--ci", "github"]);
  expect(code).toBe(0);
  expect(stdout).toContain("--- /dev/null\n+++ dashpreview.yaml\n");
  expect(stdout).toContain("+  - a.json\n");
  expect(stdout).toContain("nothing was written: --dry-run");
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("names of files are only ever names: quoted in YAML, in no command, and shown on one line", async () => {
  const evil = "::error::x #\"' ${{ secrets.A }}";
  git("https://github.com/acme/x");
  put({
    [`${evil}/a.json`]: json("A"),
    "-rf/b.json": json("B"),
    "yes/c.json": json("C"),
    "new\nline/d.json": json("D"),
  });
  put({ "$(id)/mixin.libsonnet": "{ grafanaDashboards:: {} }", "x;id/Chart.yaml": "name: x\n" });
  put({ "x;id/templates/cm.yaml": "{{ x }}\nkind: ConfigMap\ndata: {a: '{\"panels\": []}'}\n" });
  const { code, stdout, stderr } = await run(["--yes"]);
  expect(code, stderr).toBe(0);
  expect(parse(read("dashpreview.yaml"))).toEqual({ dashboards: ["./-rf", evil, "yes"] });
  expect(read(".github/workflows/dashboard-preview.yml")).not.toMatch(/id|rf|secrets\.A/);
  expect(stdout).not.toMatch(/^::/m);
  expect(stdout).toContain("$(id)/mixin.libsonnet: write its command to `build` yourself");
  expect(stdout).toContain("passed over 1 file, for control characters, invisible ones or backslashes in the name");
  const checked = await runCli(["validate"], { cwd: folder });
  expect(checked.stdout.match(/"[ABC]"/g)?.sort(), checked.stderr).toEqual(['"A"', '"B"', '"C"']);
});

test("init without Git says which files it passed over for their names, also where there is nothing else", async () => {
  put({ "new\nline.json": json("A"), "\u202egpj.json": json("B") });
  const { code, stderr } = await run(["--dry-run", "--ci", "github"]);
  expect(code).toBe(2);
  expect(stderr).toContain(`no dashboard in 2 files of ${folder}`);
  expect(stderr).toMatch(/passed over 2 files, for .* in the name: "new\\u\{a\}line\.json", "\\u\{202e\}gpj\.json"/);
  put({ "good.json": json("C") });
  const found = await run(["--dry-run", "--ci", "github"]);
  expect([found.code, found.stdout.includes("+  - good.json\n")], found.stderr).toEqual([0, true]);
});

test("init reads and writes through no link", async () => {
  writeFileSync(join(outside, "secret.json"), json("Secret"));
  mkdirSync(join(outside, "elsewhere"));
  put({ "boards/a.json": json("A") });
  symlinkSync("../../secret.json", join(folder, "boards/b.json"));
  symlinkSync("../elsewhere", join(folder, ".github"));
  const refused = await run(["--yes", "--ci", "github"]);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    "error: .github/workflows/dashboard-preview.yml: a folder on its way is a link; init writes no file through one\n",
  ]);
  expect(readdirSync(join(outside, "elsewhere"))).toEqual([]);
  expect(existsSync(join(folder, "dashpreview.yaml"))).toBe(false);
  symlinkSync("../gone.yaml", join(folder, "dashpreview.yaml"));
  expect((await run(["--yes", "--ci", "none"])).stderr).toContain("dashpreview.yaml: a link");
});

test("a data spec called dashpreview.yaml stays one: the configuration is dashpreview.yml", async () => {
  const spec = "version: 1\nmetrics: [{ name: up, type: gauge, series: [{ value: 1 }] }]\n";
  put({ "boards/a.json": json("A"), "dashpreview.yaml": spec });
  expect(actions(await init("--ci", "none"))).toEqual(["create dashpreview.yml"]);
  expect(read("dashpreview.yaml")).toBe(spec);
  const { code, stdout } = await runCli(["validate"], { cwd: folder });
  expect([code, stdout.includes("dashpreview.yaml: 1 series")]).toEqual([0, true]);
});

test("a repository without dashboards, and a folder below the top, are refused with what to do", async () => {
  git();
  put({ "sub/x.txt": "x" });
  const empty = await run(["--yes"]);
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining("no dashboard in 1 file of")]);
  const below = await run(["sub", "--yes"]);
  expect([below.code, below.stderr]).toEqual([2, expect.stringContaining("sub is not the top of its repository")]);
});
