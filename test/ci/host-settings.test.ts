import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { HostAddress } from "../../src/ci/hosts/review-shape.ts";
import { settingsWays } from "../../src/ci/settings/connect-settings.ts";
import type { SettingsStore } from "../../src/ci/settings/settings-store.ts";
import { type ForgejoDouble, startForgejoDouble } from "../servers/forgejo-double.ts";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import { temporaryFolder } from "../servers/process.ts";

let gitHub: GitHubDouble;
let gitLab: GitLabDouble;
let forgejo: ForgejoDouble;

beforeAll(async () => {
  [gitHub, gitLab, forgejo] = await Promise.all([startGitHubDouble(), startGitLabDouble(), startForgejoDouble()]);
});
afterAll(() => Promise.all([gitHub, gitLab, forgejo].map((double) => double.stop())));
afterEach(() => {
  for (const double of [gitHub, gitLab, forgejo]) expect(double.violations).toEqual([]);
});

const key = "glsa_Qz7Kd93mWxT5vRaB2nL8y0123456789ab_0a1b2c3d";
const token = { name: "GRAFANA_TOKEN", value: key, secret: true };
const url = { name: "GRAFANA_URL", value: "https://grafana.example", secret: false };
const connection = (own: string) => ({ token: own, userAgent: "dashpreview/test", sleep: async () => {} });

function addressOf(double: { readonly url: string }, repository: string, kind: HostAddress["kind"]): HostAddress {
  const suffix = { github: "/api/v3", gitlab: "/api/v4", forgejo: "/api/v1" }[kind];
  return { kind, serverUrl: double.url, apiUrl: double.url + suffix, repository };
}

/** Writes both, twice: new, and in place of what is there. */
async function putTwice(store: SettingsStore): Promise<void> {
  expect(await store.hasSecret("GRAFANA_TOKEN")).toBe(false);
  await store.put({ ...token, value: "glsa_first_of_all_0123456789" });
  await store.put({ ...url, value: "http://old" });
  expect(await store.hasSecret("GRAFANA_TOKEN")).toBe(true);
  await store.put(token);
  await store.put(url);
}

test("GitHub gets a secret sealed for the repository's key, and a variable in the open", async () => {
  const address = addressOf(gitHub, "acme/dashboards", "github");
  const store = settingsWays.github.api(address, connection(gitHub.token));
  expect(store.place).toMatch(/^127\.0\.0\.1:\d+\/acme\/dashboards$/);
  await putTwice(store);
  expect([...gitHub.settings.secrets]).toEqual([["GRAFANA_TOKEN", key]]);
  expect([...gitHub.settings.variables]).toEqual([["GRAFANA_URL", "https://grafana.example"]]);
  store.close();
});

test("a token of GitHub without the permission is told which one it needs, before anything is written", async () => {
  gitHub.settings.forbidden = true;
  const store = settingsWays.github.api(addressOf(gitHub, "acme/dashboards", "github"), connection(gitHub.token));
  const error = await store.hasSecret("GRAFANA_TOKEN").catch((thrown: unknown) => thrown as Error);
  gitHub.settings.forbidden = false;
  store.close();
  expect(error).toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("Secrets and Variables: read and write"),
  });
  expect(inspect(error)).not.toContain(gitHub.token);
});

test("GitLab gets a masked variable that is not protected, by the project's number", async () => {
  gitLab.requests.length = 0;
  const store = settingsWays.gitlab.api(addressOf(gitLab, gitLab.project, "gitlab"), connection(gitLab.token));
  await putTwice(store);
  expect(gitLab.variables.get("GRAFANA_TOKEN")).toMatchObject({
    value: key,
    masked: true,
    protected: false,
    raw: true,
    environment_scope: "*",
    variable_type: "env_var",
  });
  expect(gitLab.variables.get("GRAFANA_URL")).toMatchObject({ value: "https://grafana.example", masked: false });
  // Proxies refuse %2F: one request has it, to learn the number.
  expect(gitLab.requests.filter((request) => /%2f/i.test(request))).toHaveLength(1);
  store.close();
});

test("Forgejo gets an Actions secret and a variable", async () => {
  const store = settingsWays.forgejo.api(addressOf(forgejo, forgejo.repository, "forgejo"), connection(forgejo.token));
  expect(store.place).toMatch(/\/forge\/acme\.corp\/dashboards$/);
  await putTwice(store);
  expect([...forgejo.secrets]).toEqual([["GRAFANA_TOKEN", key]]);
  expect([...forgejo.variables]).toEqual([["GRAFANA_URL", "https://grafana.example"]]);
  store.close();
});

/** A program on PATH that writes down how it was called: `$0 arguments < input`. */
function fakeProgram(name: string, script: string) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bin"));
  const log = join(folder, "log");
  const head = `#!/bin/sh\nprintf '%s' "$*" >> '${log}'\ninput=$(cat)\n[ -z "$input" ] || printf ' < %s' "$input" >> '${log}'\necho >> '${log}'\n`;
  writeFileSync(join(folder, "bin", name), head + script);
  chmodSync(join(folder, "bin", name), 0o755);
  const env = { PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}` };
  return {
    program: { name, env, cwd: folder, signal: new AbortController().signal },
    lines: () => readFileSync(log, "utf8").trim().split("\n"),
  };
}

test("gh gets the token by its standard input, which no other user of the machine can read", async () => {
  const { program, lines } = fakeProgram(
    "gh",
    'case "$1 $2" in "secret list") printf "GRAFANA_TOKEN\\t2026\\n";; esac\n',
  );
  const address = {
    kind: "github",
    serverUrl: "https://github.com",
    apiUrl: "",
    repository: "acme/dashboards",
  } as const;
  const store = settingsWays.github.program!.open(address, program);
  expect(await store.hasSecret("GRAFANA_TOKEN")).toBe(true);
  await store.put(token);
  await store.put(url);
  expect(lines()).toEqual([
    "secret list --repo github.com/acme/dashboards",
    `secret set GRAFANA_TOKEN --repo github.com/acme/dashboards < ${key}`,
    "variable set GRAFANA_URL --repo github.com/acme/dashboards < https://grafana.example",
  ]);
});

test("glab updates a variable that is there, masked and not protected", async () => {
  const { program, lines } = fakeProgram(
    "glab",
    'case "$2" in set) echo "key has already been taken" >&2; exit 1;; esac\n',
  );
  const address = {
    kind: "gitlab",
    serverUrl: "https://gitlab.example/git",
    apiUrl: "",
    repository: "acme/ops",
  } as const;
  await settingsWays.gitlab.program!.open(address, program).put(token);
  const flags = `GRAFANA_TOKEN --masked --repo https://gitlab.example/git/acme/ops < ${key}`;
  expect(lines()).toEqual([`variable set ${flags}`, `variable update ${flags}`]);
});

test("a program that fails is quoted without the token, and one that is missing says what to do", async () => {
  const { program } = fakeProgram("gh", 'echo "could not set $input: HTTP 403" >&2; exit 1\n');
  const address = {
    kind: "github",
    serverUrl: "https://github.com",
    apiUrl: "",
    repository: "acme/dashboards",
  } as const;
  const open = settingsWays.github.program!.open;
  const error = await open(address, program)
    .put(token)
    .catch((thrown: unknown) => thrown as Error);
  expect(String(error)).toContain("could not set [hidden]: HTTP 403. Next: set GITHUB_TOKEN to use the API instead");
  expect(inspect(error)).not.toContain(key);
  const nowhere = { ...program, env: { PATH: "/nowhere" } };
  await expect(open(address, nowhere).hasSecret("GRAFANA_TOKEN")).rejects.toThrow("gh: it is not installed");
});
