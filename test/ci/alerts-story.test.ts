import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type CliResult, runCli } from "../e2e/cli.ts";
import { expectResult } from "../result-schema.ts";
import { temporaryFolder } from "../servers/process.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
let folder: string;
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => {
  lab.next();
  folder = temporaryFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  expect(lab.github.violations).toEqual([]);
});

// The queue is long from the 10th to the 30th minute.
const data = `version: 1
history: 40m
metrics:
  - name: http_requests_total
    type: counter
    series: [{labels: {job: api}, rate: 5}]
  - name: queue_length
    type: gauge
    series:
      - labels: {queue: mail}
        value: [{limit: {of: 0, for: 10m}}, {limit: {of: 25, for: 20m}}, {limit: {of: 0, for: 10m}}]
alerts:
  - {alert: QueueLong, labels: {queue: mail}, fires: {after: 14m, within: 3m}}
  - {alert: QueueMax, fires: never}
`;
const group = (name: string, ...rules: readonly string[]) =>
  `groups:\n  - name: ${name}\n    rules:\n${rules.map((rule) => `      - ${rule}\n`).join("")}`;
const before = {
  "boards/dashpreview.yaml": data,
  "rules/queue.yaml": group(
    "queue",
    "{record: 'queue:max', expr: 'max(queue_length) / 2'}",
    "{alert: QueueMax, expr: 'queue:max > 20'}",
    "{alert: QueueLong, expr: 'queue_length > 30', for: 5m}",
    "{alert: Steady, expr: 'queue_length > 1000'}",
  ),
  "rules/old.yaml": group("old", "{alert: Forgotten, expr: 'queue_length > 20'}"),
};
const after = {
  "rules/queue.yaml": group(
    "queue",
    "{record: 'queue:max', expr: 'max(queue_length)'}",
    "{alert: QueueMax, expr: 'queue:max > 20'}",
    "{alert: QueueLong, expr: 'queue_length > 20', for: 5m, annotations: {summary: 'long: {{ $value }}'}}",
    "{alert: Steady, expr: 'queue_length > 1000'}",
    "{alert: '</code><b>@octocat</b> #1 | x', expr: 'queue_length > 20'}",
  ),
  "rules/old.yaml": undefined,
  "rules/broken.yaml": group("broken", "{alert: Refused, expr: 'sum('}", "{alert: Unknown, expr: 'workers > 1'}"),
};

/** Runs `up` as a workflow does, on a review whose base has the rules of `before`. */
async function review(
  files: Readonly<Record<string, string | undefined>>,
  ...flags: readonly string[]
): Promise<CliResult> {
  const baseSha = lab.push(before, []);
  return up(lab.push(files, [], { baseSha }), ...flags);
}

/** Runs `up` on a commit of the review. */
function up(commit: string, ...flags: readonly string[]): Promise<CliResult> {
  const args = ["boards", "--changed-only", "--rules", "rules", "--lead-in", "0s", ...flags];
  return runUp(args, lab.repository.checkout(commit));
}

/** Runs `up` on what an earlier run packed, where nothing is checked out. */
function fromBundle(bundle: string, ...flags: readonly string[]): Promise<CliResult> {
  return runUp(["--from-bundle", bundle, "--lead-in", "0s", ...flags], mkdtempSync(join(folder, "empty-")));
}

function runUp(args: readonly string[], cwd: string): Promise<CliResult> {
  const event = join(folder, "event.json");
  writeFileSync(event, JSON.stringify(lab.pullEvent("synchronize")));
  return runCli(["up", ...args], {
    cwd,
    env: {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: lab.github.url,
      GITHUB_API_URL: `${lab.github.url}/api/v3`,
      GITHUB_REPOSITORY: lab.github.repository,
      GITHUB_REPOSITORY_ID: String(lab.github.repositoryId),
      GITHUB_TOKEN: lab.github.token,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: event,
      GITHUB_RUN_ID: "7",
      GITHUB_RUN_ATTEMPT: "1",
      GRAFANA_URL: lab.grafana.url,
      GRAFANA_TOKEN: lab.grafana.tokens.editor,
      PROMETHEUS_URL: lab.prometheus.url,
      DASHPREVIEW_COMMENT_PICTURES: "off",
      TMPDIR: mkdtempSync(join(folder, "tmp-")),
    },
  });
}

/** The timeline bar after a word: times with nothing, pending and firing, as shares of its length. */
function shares(comment: string, title: string): (number | string)[] {
  const [, bar = ""] = new RegExp(`${title} +([·▒█]+)`).exec(comment) ?? [];
  return [..."·▒█"].map((sign) => [...bar].filter((one) => one === sign).length / Math.max(1, bar.length));
}

interface JsonRules {
  readonly ok: boolean;
  readonly alerts: readonly { alert: string; change: string; state: string; before?: { state: string } }[];
  readonly removed: readonly { alert: string }[];
  readonly findings: readonly { code: string; rule?: string; file: string; line: number }[];
}

/** What the changed rules do, and what they did before: alert, change, state, state before. */
const changedAlerts = [
  ["Unknown", "new", "inactive", undefined],
  ["QueueMax", "affected", "firing", "inactive"],
  ["QueueLong", "changed", "firing", "inactive"],
  ["Steady", "unchanged", "inactive", "inactive"],
  ["</code><b>@octocat</b> #1 | x", "new", "firing", undefined],
];

test("The comment shows each alert that a review changes before and after on the same data", async () => {
  const changed = { ...after, "boards/api.json": dashboard("api", { requests: "max(http_requests_total)" }) };
  const run = await review(changed, "--output", "json");
  expect(run.code, run.stderr).toBe(1);
  const [rules] = expectResult(run.json<{ state: string; rules: [JsonRules] }>()).rules;
  expect(rules.ok).toBe(false);
  expect(rules.alerts.map(({ alert, change, state, before: was }) => [alert, change, state, was?.state])).toEqual(
    changedAlerts,
  );
  expect(rules.removed.map(({ alert }) => alert)).toEqual(["Forgotten"]);
  expect(rules.findings.map(({ code, rule, file, line }) => [code, rule, file, line])).toEqual([
    ["rule-refused", undefined, "rules/broken.yaml", 4],
    ["expectation-missed", "QueueMax", "boards/dashpreview.yaml", 14],
    ["never-fires", "Unknown", "rules/broken.yaml", 5],
  ]);

  const comment = lab.comment();
  const decoded = comment.replaceAll("&#8203;", "").replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
  const sections = comment.split("\n#### Alerts\n");
  expect(sections).toHaveLength(2);
  expect(decoded).toContain("2 new, 1 changed, 1 with another timeline, 1 removed");
  expect(decoded).toContain('rules/broken.yaml:4: alert "Refused": ');
  expect(decoded).toContain('- met: QueueLong{queue="mail"} fires within 3m after 14m');
  expect(decoded).toMatch(/- \*\*not met\*\*: QueueMax .*boards\/dashpreview\.yaml:14/);
  expect(decoded).toMatch(
    /\*\*QueueLong\*\* \(<code>rules\/queue\.yaml:6<\/code>\) is changed: fires; it was inactive/,
  );
  expect(decoded).toMatch(/\*\*QueueMax\*\* .* has the same rule, on other series: fires; it was inactive/);
  const part = decoded.slice(decoded.indexOf("**QueueLong**"));
  expect(part).toMatch(/before +·{40} inactive\nnow +·+▒+█+·+ firing \d\d:\d\d to \d\d:\d\d\nlong: 25\n/);
  // Ten minutes of nothing, five pending, fifteen firing and ten of nothing again.
  const [nothing, pending, firing] = shares(part, "now") as number[];
  expect([nothing, pending, firing].map((share) => Math.round(share! * 8))).toEqual([4, 1, 3]);
  expect(decoded).toContain("As in the base: <code>Steady</code> is inactive.");
  expect(decoded).toMatch(/Forgotten \(rules\/old\.yaml:4\), which fired/);
  expect(decoded).toContain("Unknown (rules/broken.yaml:5): metric workers is not in the data spec");
  expect(comment).not.toMatch(/<b>|@octocat|[^&]#1\b/);
  expect(lab.standing()).toEqual(["api"]);
  expect(run.stderr).toMatch(/^::error file=rules\/broken\.yaml,line=4,title=rule-refused::/m);
});

test("A review that changes rules alone gets a comment of its alerts, and no preview", async () => {
  const run = await review({ "rules/queue.yaml": after["rules/queue.yaml"] }, "--fail-on", "none");
  expect(run.code, run.stderr).toBe(0);
  expect(lab.standing()).toEqual([]);
  expect(lab.comment()).toMatch(/this review changes no dashboard\.\n\n#### Alerts\n/);
  expect(lab.comment()).toContain("is changed: fires; it was inactive");
  expect(lab.comment()).toContain("As in the base: <code>Forgotten</code> fires, <code>Steady</code> is inactive.");
  expect(run.stdout).toContain("QueueLong is changed: in the base it was inactive");
});

test("A review that changes no alert says so, and fails where an expectation is missed all the same", async () => {
  const met = data.replace(/ {2}- \{alert: QueueLong.*\n/, "");
  const quiet = await review({ "boards/dashpreview.yaml": met }, "--prune");
  expect(quiet.code, quiet.stderr).toBe(0);
  expect(lab.standing()).toEqual(["api", "jobs"]);
  expect(lab.comment()).toContain("no alert is changed");
  expect(lab.comment()).toContain("- met: QueueMax never fires");
  lab.next();
  const missed = await review({ "README.md": "x" });
  expect(missed.code, missed.stderr).toBe(1);
  expect(missed.stdout).toContain("not met  QueueLong");
  expect(lab.comment()).toMatch(/this review changes no dashboard[\s\S]*no alert is changed/);
});

test("The rules are tested on the data of each scenario", async () => {
  const incident = `${data}scenarios:
  healthy:
    series: [{match: {queue: mail}, value: 1}]
  incident:
    series: [{match: {queue: mail}, value: 2000}]
`;
  const run = await review(
    { "boards/dashpreview.yaml": incident, "rules/broken.yaml": after["rules/broken.yaml"] },
    ...["--scenario", "healthy", "--scenario", "incident", "--output", "json", "--dry-run"],
  );
  expect(run.code, run.stderr).toBe(1);
  const { rules } = run.json<{ rules: (JsonRules & { scenario?: string })[] }>();
  const steady = rules.map(({ scenario, alerts }) => [scenario, alerts.find(({ alert }) => alert === "Steady")?.state]);
  expect(steady).toEqual([
    ["healthy", "inactive"],
    ["incident", "firing"],
  ]);
});

test("A bundle carries the rules, and the run that takes it tests them against the base that the host knows", async () => {
  const baseSha = lab.push(before, []);
  const status = (filename: string) => (filename === "rules/broken.yaml" ? "added" : "modified");
  const changed = ["rules/queue.yaml", "rules/broken.yaml"].map((filename) => ({ filename, status: status(filename) }));
  const listed = [...changed, { filename: "rules/old.yaml", status: "removed" }];
  const commit = lab.push(after, listed, { baseSha });
  for (const name of ["rules/queue.yaml", "rules/old.yaml"] as const) lab.github.contents.set(name, before[name]);
  const bundle = join(folder, "bundle");
  const packed = await up(commit, "--bundle", bundle, "--output", "json");
  expect(packed.code, packed.stderr).toBe(0);
  expect(expectResult(packed.json<{ state: string; ruleFiles: string[] }>()).ruleFiles).toEqual([
    "rules/broken.yaml",
    "rules/queue.yaml",
  ]);
  const run = await fromBundle(bundle, "--output", "json");
  expect(run.code, run.stderr).toBe(1);
  const [rules] = expectResult(run.json<{ state: string; rules: [JsonRules] }>()).rules;
  expect(rules.alerts.map(({ alert, change, state, before: was }) => [alert, change, state, was?.state])).toEqual(
    changedAlerts,
  );
  expect(rules.removed.map(({ alert }) => alert)).toEqual(["Forgotten"]);
  expect(rules.findings[0]).toMatchObject({ code: "rule-refused", file: "rules/broken.yaml", line: 4 });
  expect(lab.comment()).toMatch(/#### Alerts\n/);
  expect(lab.comment()).not.toMatch(/<b>|@octocat|[^&]#1\b/);
  // Whoever makes a bundle cannot ask for a program that is not there, nor stop the run by that.
  const without = await fromBundle(bundle, "--output", "json", "--prometheus-bin", "/nowhere");
  expect(without.code, without.stderr).toBe(3);
  expect(without.json()).toMatchObject({ rulesUntested: true });
  expect(without.stderr).toContain("the rules were not tested: --prometheus-bin /nowhere: there is no program");
});

test("Rules that do not exist, and others beside a bundle's, are refused before anything is written", async () => {
  const baseSha = lab.push(before, []);
  const commit = lab.push({ "boards/api.json": dashboard("api", { requests: "vector(1)" }) }, [], { baseSha });
  const refused = [
    [["--rules", "nowhere"], "nowhere: no such file or folder"],
    [["--from-bundle", "b"], "--rules and --from-bundle exclude each other"],
    [["--prometheus-bin", "/nowhere"], "there is no program at this path"],
  ] as const;
  const runs = await Promise.all(refused.map(([flags]) => up(commit, ...flags)));
  for (const [index, { code, stderr }] of runs.entries()) {
    expect(code).toBe(2);
    expect(stderr).toContain(refused[index]![1]);
  }
  expect(lab.standing()).toEqual([]);
});
