import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { runCli } from "./cli.ts";
import { dashboard, startStack } from "./stack.ts";

let folder: string;
const program = resolve(import.meta.dirname, "../../dist/cli.js");
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const json = (title: string, ...queries: string[]) => JSON.stringify(dashboard(title, queries));
const run = (args: readonly string[], env: Record<string, string> = {}) => runCli(args, { cwd: folder, env });
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, "dashboards"));
  put("dashboards/a.json", json("A", "queue_length"));
  put("dashboards/b.json", json("B", "rate(requests_total[5m])"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of a result that name dashboards. */
const titles = (stdout: string) =>
  [...stdout.matchAll(/^(?:ok|!!) {2}(.*?): "(.*?)"/gm)].map(([, file, title]) => [file, title]);

test("up --local previews what comes in on standard input, each dashboard by its place", () => {
  const input = `${json("A", "queue_length")}\n${json("B", "rate(requests_total[5m])")}\n`;
  const { stdout, status } = spawnSync(
    process.execPath,
    [program, "up", "-", "--local", "--exit", "--history", "10m", "--output", "json"],
    { cwd: folder, input, encoding: "utf8" },
  );
  const { dashboards } = JSON.parse(stdout) as { dashboards: { source: string; panels: { ok: number } }[] };
  expect(dashboards.map(({ source, panels }) => [source, panels.ok])).toEqual([
    ["<stdin>#a", 1],
    ["<stdin>#b", 1],
  ]);
  expect(status).toBe(0);
});

test("--build previews the dashboards that commands print", async () => {
  put("dashboards/c.json", json("C", "up"));
  const { stdout, stderr, code } = await run([
    "validate",
    "--build",
    "cat dashboards/a.json dashboards/b.json",
    "--build",
    "cat dashboards/c.json",
  ]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(titles(stdout)).toEqual([
    ["<cat dashboards/a.json dashboards/b.json>#a", "A"],
    ["<cat dashboards/a.json dashboards/b.json>#b", "B"],
    ["<cat dashboards/c.json>", "C"],
  ]);
});

test("--build hands no secret to the command, and prints none that it finds", async () => {
  const env = {
    GRAFANA_TOKEN: "glsa_canary0123456789abcdef_01234567",
    DASHPREVIEW_PROMETHEUS_PASSWORD: "canary-password",
    GITHUB_ENV: "/x",
  };
  const seen = await run(["validate", "--build", "sh -c 'env >&2; exit 1'"], env);
  expect(seen.code).toBe(2);
  expect(seen.stderr).toContain("ended with exit code 1");
  expect(seen.stderr).not.toMatch(/canary|GITHUB_ENV/);
  const stolen = await run(["validate", "--build", `sh -c 'tr "\\0" "\\n" < /proc/$PPID/environ >&2; exit 1'`], env);
  expect(stolen.stderr).not.toContain("canary");
});

test("--build is refused for untrusted dashboards", async () => {
  const { stderr, code } = await run(["validate", "--untrusted"], { DASHPREVIEW_BUILD: "touch ran" });
  expect(code).toBe(2);
  expect(stderr).toContain("--build and --untrusted exclude each other");
  expect(() => readFileSync(join(folder, "ran"))).toThrow();
});

test("--build-timeout ends a command that hangs, and an endless one ends at the limit", async () => {
  const hangs = await run(["validate", "--build", "sleep 1000", "--build-timeout", "1s"]);
  expect([hangs.code, hangs.stderr]).toEqual([2, expect.stringContaining("took longer than 1s and was ended")]);
  const endless = await run(["validate", "--build", "yes"]);
  expect([endless.code, endless.stderr]).toEqual([2, expect.stringContaining("printed more than 64 MiB")]);
});

test("Terraform: dashboards of a folder in every form, each once, and what Terraform alone knows is named", async () => {
  put(
    "main.tf",
    `resource "grafana_dashboard" "all" {
  for_each    = fileset("\${path.module}/dashboards", "*.json")
  config_json = file("\${path.module}/dashboards/\${each.value}")
}
resource "grafana_dashboard" "inline" {
  config_json = <<-EOT
    ${json("C", "rate(requests_total[$$" + "{__rate_interval}])")}
  EOT
}
resource "grafana_dashboard" "secret" {
  config_json = file("../../../../../../etc/passwd")
}
resource "grafana_dashboard" "filled" {
  config_json = templatefile("x.json.tftpl", {})
}
`,
  );
  put("x.json.tftpl", json("T", "rate(requests_total[$$" + "{__rate_interval}])"));
  const expected = [
    ["dashboards/a.json", "A"],
    ["dashboards/b.json", "B"],
    ["main.tf#grafana_dashboard.inline", "C"],
  ];
  for (const path of [".", "main.tf"]) {
    const { stdout, stderr, code } = await run(["validate", path]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(titles(stdout).sort()).toEqual(expected);
    expect(stdout).toContain(
      'grafana_dashboard.secret: "../../../../../../etc/passwd" is outside of the working folder',
    );
    expect(stdout).toContain('grafana_dashboard.filled: the template "x.json.tftpl" is filled in by Terraform');
  }
  const template = await run(["validate", "x.json.tftpl"]);
  expect(template.stderr).toContain("x.json.tftpl: a Terraform template, in which $${x} stands for ${x}");
});

test.for([
  ["main.tf", "a = [\n", "main.tf:2:1: not valid Terraform"],
  ["main.tf", "locals {\n  a = 1\n}\n", "main.tf: "],
  [
    "main.tf",
    `resource "grafana_dashboard" "x" {\n  config_json = "{"\n}\n`,
    "main.tf#grafana_dashboard.x:1:2: not valid JSON",
  ],
  [
    "x.jsonnet",
    "{}",
    `x.jsonnet: Jsonnet, which makes dashboards but is none; have it built: --build "jsonnet -J vendor x.jsonnet"`,
  ],
  ["x.py", "print(1)", `--build "python3 x.py"`],
] as const)("A file named %s that holds no dashboard is refused: %j", async ([name, text, message]) => {
  put(name, text);
  const { stderr, code } = await run(["validate", name]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("up --changed-only leaves out dashboards that a command makes of the base too", async () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "base");
  const base = git("rev-parse", "HEAD");
  put("dashboards/b.json", json("B2", "rate(requests_total[5m])"));
  git("commit", "-qam", "head");
  const changed = await run([
    "up",
    "--build",
    "cat dashboards/a.json dashboards/b.json",
    "--changed-only",
    "--base",
    base,
    "--bundle",
    "out",
    "--key",
    "k",
  ]);
  expect([changed.code, changed.stderr]).toEqual([0, expect.not.stringContaining("unchanged")]);
  expect(changed.stdout).toContain("out: 1 dashboard,");
});

test("export writes a dashboard of Terraform back in its form, and everything else stays", async () => {
  const stack = await startStack();
  try {
    const source =
      `# who owns this
resource "grafana_dashboard" "inline" {
  folder = grafana_folder.f.id
  config_json = jsonencode({
    title         = "Inline" # shown in the list
    uid           = "inline"
    schemaVersion = 41
    panels = [{
      id = 1, type = "timeseries", title = "Rate"
      targets = [{ refId = "A", expr = "rate(requests_total[$$` +
      `{__rate_interval}])" }]
    }]
  })
}
`;
    stack.write("main.tf", source);
    const up = await stack.run(["up", "main.tf", "--key", "k", "--history", "10m", "--output", "json"]);
    expect(up.code, up.stderr).toBe(0);
    const { uid } = up.json<{ dashboards: { uid: string }[] }>().dashboards[0]!;
    const exported = await stack.run(["export", uid, "-o", "back.tf"]);
    expect(exported.code, exported.stderr).toBe(0);
    const back = readFileSync(join(stack.folder, "back.tf"), "utf8");
    // Grafana adds settings, and raises the schema version.
    const [head, tail] = source.split(/41\n/);
    expect(back.startsWith(head!)).toBe(true);
    expect(back).toContain(tail!.replace(/ {2}\}\)\n\}\n$/, ""));
    const again = await stack.run(["validate", "back.tf"]);
    expect(again.stdout).toContain('back.tf#grafana_dashboard.inline: "Inline", 1 Prometheus query');
  } finally {
    await stack.stop();
  }
});

test("up keeps previews from standard input while another run of the review reads something else", async () => {
  const stack = await startStack();
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("b.json", dashboard("B", ["queue_length"]));
    const up = (...args: string[]) => stack.run(["up", "--key", "k", "--history", "10m", "--output", "json", ...args]);
    const first = await up("--build", "cat a.json b.json");
    expect(first.code, first.stderr).toBe(0);
    const second = await up("a.json");
    expect(second.code, second.stderr).toBe(0);
    expect(second.json<{ removed?: unknown[] }>().removed ?? []).toEqual([]);
    stack.write("b.json", {});
    const third = await up("--build", "cat a.json b.json");
    expect(third.code, third.stderr).toBe(0);
    expect(third.json<{ removed?: { title: string }[] }>().removed?.map(({ title }) => title)).toEqual([
      expect.stringContaining("B"),
    ]);
  } finally {
    await stack.stop();
  }
});
