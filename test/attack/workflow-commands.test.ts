import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actionFolder, actionNode, runProgram } from "../ci/run-program.ts";
import { runCli } from "../e2e/cli.ts";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { obeyed, obeyedElsewhere, unseen } from "./runner-log.ts";

/** Texts of a stranger that a log would obey, if it could. */
const hostile = [
  "##[set-output name=url]https://evil",
  "in the middle ##[set-env name=PATH]/tmp",
  "::set-output name=url::https://evil",
  "  ::add-mask::e",
  "a\n::error::b",
  "a\r::error::b",
  "a\r\n##[warning]b",
  "a\u2028::error::b",
  "a\u2029::error::b",
  "a\u0085::error::b",
  "a\v::error::b",
  "a\f::error::b",
  "\u200b::error::b",
  "\ufeff:\u00ad:error::b",
  "#\u200b#\ufe0f[error]b",
  "\u001b[2J\u001b]8;;http://evil\u0007x\u001b]8;;\u0007",
  "\u009b31mred",
  "abc\u202edcba\u2066x",
  "section_start:1:x\r\u001b[0Khi",
  "##vso[task.setvariable variable=x]y",
  "##teamcity[buildStatus text='x']",
  "::stop-commands::x",
  "::x::",
];

let grafana: GrafanaDouble;
let prometheus: TestServer;
let gitHub: GitHubDouble;

beforeAll(async () => {
  [prometheus, gitHub] = await Promise.all([startPrometheus({ window: "2d" }), startGitHubDouble()]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
});
afterAll(async () => {
  await Promise.all([grafana?.stop(), prometheus?.stop(), gitHub?.stop()]);
});

const panelOf = (title: string, id: number) => ({
  id,
  type: "timeseries",
  title,
  datasource: { type: "prometheus", uid: "prom" },
  gridPos: { x: 0, y: id, w: 8, h: 8 },
  targets: [{ refId: "A", expr: `missing_${id}_total{job=${JSON.stringify(title)}}` }],
});

/** A folder whose every name and text is hostile. */
function hostileBoards(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "boards"));
  const spec = "version: 1\nmetrics:\n  - {name: other_total, type: counter, series: [{labels: {job: a}, rate: 5}]}\n";
  writeFileSync(join(folder, "boards/dashpreview.yaml"), spec);
  hostile.slice(0, 12).forEach((text, index) => {
    const name = text.replaceAll("/", "_");
    const panels = index === 0 ? hostile.map((title, at) => panelOf(title, at + 1)) : [panelOf(text, 1)];
    const model = {
      uid: `u${index}`,
      title: `${text} ${index}`,
      schemaVersion: 41,
      time: { from: "now-5m", to: "now" },
      panels,
    };
    writeFileSync(join(folder, "boards", `${name}.json`), JSON.stringify(model));
  });
  writeFileSync(join(folder, "boards/##[error]no\n::error::x.json"), "not JSON");
  return folder;
}

function gitHubJob(number: number) {
  const folder = temporaryFolder();
  const commit = "ab".repeat(20);
  const head = { sha: commit, ref: "b", repo: { full_name: gitHub.repository } };
  const base = { sha: "cd".repeat(20), ref: "main", repo: { full_name: gitHub.repository } };
  const { repository } = gitHub;
  gitHub.pulls.set(number, {
    number,
    headRepository: repository,
    headRef: "b",
    headSha: commit,
    baseSha: base.sha,
    state: "open",
    merged: false,
    files: [],
  });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: gitHub.url,
    GITHUB_API_URL: `${gitHub.url}/api/v3`,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: file(
      "event.json",
      JSON.stringify({ action: "opened", pull_request: { number, merged: false, head, base } }),
    ),
    GITHUB_OUTPUT: file("output", ""),
    GITHUB_STEP_SUMMARY: file("summary", ""),
    RUNNER_TEMP: folder,
  };
}

const servers = () => ({
  GRAFANA_URL: grafana.url,
  GRAFANA_TOKEN: grafana.tokens.editor,
  PROMETHEUS_URL: prometheus.url,
  DASHPREVIEW_PROJECT: "k2m4x7qa",
});

test("a run of up that succeeds with hostile titles and file names has the runner obey its own annotations and nothing else", async () => {
  const env = { ...gitHubJob(1), ...servers(), GITHUB_TOKEN: gitHub.token };
  const { code, stdout, stderr } = await runCli(["up", "boards", "--history", "5m", "--fail-on", "none"], {
    cwd: hostileBoards(),
    env,
  });
  expect([code, stderr]).toEqual([0, expect.stringContaining("::stop-commands::")]);
  const log = `${stdout}\n${stderr}`;
  // Ten of a level are all that GitHub shows.
  expect(obeyed(log).map(({ command }) => command)).toEqual(Array.from({ length: 10 }, () => "warning"));
  // Whoever gets around the stop finds no command all the same.
  expect(new Set(obeyed(log, { stops: false }).map(({ command }) => command))).toEqual(
    new Set(["stop-commands", "warning"]),
  );
  expect([unseen(log), obeyedElsewhere(log)]).toEqual([[], []]);
  expect(stdout).toContain("##·[set-output name=url]https://evil");
  const output = readFileSync(env.GITHUB_OUTPUT, "utf8");
  expect(output).toMatch(/^url<<end-[0-9a-f-]{36}\nhttp:\/\/127\.0\.0\.1:\d+\/\S+\nend-/);
});

test.for([
  ["validate", "boards"],
  ["validate", "boards", "--output", "json"],
  ["check", "boards"],
  ["up", "##[error]x\n::error::y"],
  ["up", "boards", "--key", "a\n::error::b"],
  ["export", "##[error]x\r::error::y"],
  ["list", "--output", "json"],
  ["list"],
  ["cleanup", "--all", "--dry-run"],
  ["describe", "boards/dashpreview.yaml"],
  ["##[error]x\n::error::y"],
  ["list", "--no\n::error::y"],
  ["validate", "evil.json"],
  ["up", "spec.json", "--data", "evil.yaml"],
] as const)("%s %s obeys nothing and shows every control character", async (args) => {
  const folder = hostileBoards();
  // Previews whose titles somebody changed in Grafana, beside some that are none.
  for (const [index, text] of hostile.entries()) {
    grafana.plant({
      uid: `planted-${index}`,
      model: { title: text, uid: `planted-${index}`, tags: ["dashpreview", text], panels: [] },
    });
  }
  writeFileSync(join(folder, "evil.json"), '{"title": "x", "panels": [\u001b[31m ::error::x\n##[error]');
  writeFileSync(
    join(folder, "spec.json"),
    JSON.stringify({ uid: "s", title: "S", schemaVersion: 41, panels: [panelOf("P", 1)] }),
  );
  writeFileSync(
    join(folder, "evil.yaml"),
    'version: 1\n"a\\n::error::b ##[error]c\\r::x::": 1\nmetrics:\n  - {name: "x\\n::error::y", type: counter, series: [{rate: 1}]}\n',
  );
  const env = { CI: "true", GITHUB_ACTIONS: "true", ...servers() };
  const { stdout, stderr } = await runCli(args, { cwd: folder, env });
  const log = `${stdout}\n${stderr}`;
  expect(log.trim()).not.toBe("");
  // A run that goes through has annotations of its own.
  const own = ["stop-commands", ...(args.includes("--key" as never) ? ["warning"] : [])];
  expect(obeyed(log).filter(({ command }) => !own.includes(command))).toEqual([]);
  expect(obeyed(log, { stops: false }).filter(({ command }) => !own.includes(command))).toEqual([]);
  expect([unseen(log), obeyedElsewhere(log)]).toEqual([[], []]);
  if (args.includes("json" as never)) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
});

test("outside GitHub Actions no command is printed at all", async () => {
  const { stdout, stderr } = await runCli(["validate", "boards"], {
    cwd: hostileBoards(),
    env: { CI: "true", GITLAB_CI: "true" },
  });
  expect(`${stdout}${stderr}`).not.toMatch(/^::/m);
  expect(obeyedElsewhere(`${stdout}${stderr}`)).toEqual([]);
});

test("the action masks first, stops commands around the program and starts them again, whatever the program printed", async () => {
  const given = {
    dashboards: "boards",
    "grafana-url": grafana.url,
    "grafana-token": grafana.tokens.editor,
    "prometheus-url": prometheus.url,
    history: "5m",
    project: "k2m4x7qa",
    "host-token": gitHub.token,
    "fail-on": "none",
  };
  const inputs = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const { code, log } = await runProgram(actionNode(), [join(actionFolder, "index.js")], {
    cwd: hostileBoards(),
    env: { ...gitHubJob(2), ...inputs },
  });
  expect([code, log]).toEqual([0, expect.stringContaining("::stop-commands::")]);
  const commands = obeyed(`${log}\n::notice::after`).map(({ command }) => command);
  const masks = commands.filter((command) => command === "add-mask").length;
  expect(masks).toBeGreaterThan(10);
  expect(commands).toEqual([
    ...Array.from({ length: masks }, () => "add-mask"),
    ...Array.from({ length: 10 }, () => "warning"),
    "notice",
  ]);
  expect(log).not.toMatch(/^(?!::add-mask::).*glsa_double/m);
  expect(unseen(log)).toEqual([]);
});

test("the action starts commands again after a failure, and tells that as an error", async () => {
  const inputs = { INPUT_COMMAND: "x\n##[error]y" };
  const { code, log } = await runProgram(actionNode(), [join(actionFolder, "index.js")], {
    cwd: temporaryFolder(),
    env: { ...gitHubJob(3), ...inputs },
  });
  expect(code).toBe(2);
  expect(obeyed(log).map(({ command }) => command)).toEqual(["error"]);
  expect(log).not.toContain("##[");
});

const references = [
  "#12 GH-34 o/r#56 !78 $90 &11 %12 ~13 JIRA-14 ~label %milestone",
  "@ada @acme/team ada@example.com",
  "http://evil.example www.evil.example https://evil.example mailto:ada@example.com ftp://evil.example",
  ":smile: :+1: :shipit: :man_in_tuxedo:",
  "deadbee deadbeefdeadbeefdeadbeefdeadbeefdeadbeef 0123456789abcdef0123456789abcdef01234567 (abc1234) x@abc1234f",
  "**bold** `code` <img src=x> [x](http://evil.example) ![x](y) ~~gone~~ $x^2$ | cell",
  "/close\n/assign @ada",
  "abc\u202edcba \u200bzero\u2066",
];

test("nothing of a stranger's is a reference, a link, an emoji or a mention in the comment and the summary", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "boards"));
  writeFileSync(
    join(folder, "boards/dashpreview.yaml"),
    "version: 1\nmetrics:\n  - {name: other_total, type: counter, series: [{rate: 5}]}\n",
  );
  references.forEach((text, index) => {
    const model = {
      uid: `r${index}`,
      title: `${text} ${index}`,
      schemaVersion: 41,
      time: { from: "now-5m", to: "now" },
      panels: [panelOf(text, 1)],
    };
    writeFileSync(join(folder, `boards/r${index} @ada #12 :smile:.json`), JSON.stringify(model));
  });
  const env = { ...gitHubJob(4), ...servers(), GITHUB_TOKEN: gitHub.token };
  const { code, stderr } = await runCli(["up", "boards", "--history", "5m", "--fail-on", "none"], { cwd: folder, env });
  expect([code, stderr]).toEqual([0, expect.anything()]);
  const summary = readFileSync(env.GITHUB_STEP_SUMMARY, "utf8");
  const comment = gitHub.comments.find(({ issue }) => issue === 4)!.body;
  for (const text of [comment, summary]) {
    expect(text).toContain("zero");
    expect(unseen(text)).toEqual([]);
    // Our own links, marks and code blocks, which no host looks into.
    const strangers = text
      .replaceAll(/\]\(<http[^>]*>\)/g, "]")
      // Of our own pictures what they say is looked at.
      .replaceAll(/<img src="http[^"<>]*" alt="([^"<>]*)" width="\d+">/g, "$1")
      .replaceAll(/<pre>[\s\S]*?<\/pre>|^<!--.*|`[^`\n]*`/gm, "");
    expect(strangers).not.toMatch(/!\[|\]\(|~~|<img|^\/\w/m);
    // As a host's filters see it: references are sought in the rendered text.
    const rendered = strangers
      .replaceAll(/<[^>]*>/g, "\n")
      .replaceAll(/&#(\d+);/g, (_, code_: string) => String.fromCodePoint(Number(code_)))
      .replaceAll("&amp;", "&");
    expect(
      rendered.match(/.{0,20}(?:[#!$&]\d|\b(?:GH|JIRA)-\d|[~%]\w|@\w|:\/\/|www\.\w|mailto:\w|:[\w+-]+:).{0,9}/),
    ).toBeNull();
    expect(rendered).not.toMatch(/(?<!\w)[0-9a-f]{7,40}(?!\w)/);
    expect(rendered).toContain("\\u202e");
  }
});
