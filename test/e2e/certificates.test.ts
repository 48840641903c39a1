import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Certificates, makeCertificates } from "../servers/certificates.ts";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import { temporaryFolder } from "../servers/process.ts";
import { startTlsFront, type TlsFront } from "../servers/tls-front.ts";
import { emptyServer, type Stack, startStack } from "./stack.ts";

const passphrase = "canary-passphrase-31a";
const folder = temporaryFolder();
let [one, other]: Certificates[] = [];
let stack: Stack;
const running: { stop(): Promise<unknown> }[] = [];
beforeAll(async () => {
  stack = await startStack(emptyServer);
  one = makeCertificates(folder, "one", passphrase);
  other = makeCertificates(folder, "other", passphrase);
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function front(...args: Parameters<typeof startTlsFront>): Promise<TlsFront> {
  const server = await startTlsFront(...args);
  running.push(server);
  return server;
}

/** Grafana behind authority `one`, Prometheus behind `other`. */
async function behindTls(clients: "ask" | "demand" = "ask") {
  const grafana = await front(one!, { target: stack.grafanaUrl, clients });
  const prometheus = await front(other!, { target: stack.prometheusUrl });
  return { grafana, prometheus, env: { GRAFANA_URL: grafana.url, PROMETHEUS_URL: prometheus.url } };
}
const doctor = (env: Record<string, string>) => stack.run(["doctor", "--retry-for", "0s"], { env });

test("--ca-file is trusted in addition to NODE_EXTRA_CA_CERTS: one server each", async () => {
  const { env } = await behindTls();
  const both = await doctor({ ...env, DASHPREVIEW_CA_FILE: one!.ca, NODE_EXTRA_CA_CERTS: other!.ca });
  expect(both.stdout).not.toContain("TLS failed");
  expect(both.stdout).toMatch(/ok +Grafana .*answers/);
  expect(both.stdout).toMatch(/ok +Prometheus .*answers/);
  const half = await doctor({ ...env, NODE_EXTRA_CA_CERTS: other!.ca });
  expect(half.stdout).toMatch(/FAIL +Grafana .*TLS failed .*pass --ca-file/);
  expect(half.stdout).toMatch(/ok +Prometheus .*answers/);
});

test("--ca-file takes a bundle of several authorities, and OpenSSL's store stays trusted", async () => {
  const { env } = await behindTls();
  const bundle = join(folder, "bundle.pem");
  writeFileSync(bundle, `# ours\n${readPem(one!)}\n${readPem(other!)}`);
  expect((await doctor({ ...env, DASHPREVIEW_CA_FILE: bundle })).stdout).not.toContain("TLS failed");
  const store = { NODE_OPTIONS: "--use-openssl-ca", SSL_CERT_FILE: other!.ca, DASHPREVIEW_CA_FILE: one!.ca };
  expect((await doctor({ ...env, ...store })).stdout).not.toContain("TLS failed");
});

test("a client certificate opens Grafana and Prometheus, its key under a passphrase", async () => {
  const { grafana, prometheus, env } = await behindTls("demand");
  const bundle = join(folder, "both.pem");
  writeFileSync(bundle, `${readPem(one!)}\n${readPem(other!)}`);
  const trusted = { ...env, DASHPREVIEW_CA_FILE: bundle };
  const without = await doctor(trusted);
  expect(without.stdout).toMatch(/FAIL +Grafana/);
  expect(without.stdout).toContain("--client-cert");
  prometheus.clients.length = 0;
  const withKey = {
    ...trusted,
    DASHPREVIEW_CLIENT_CERT: one!.client.cert,
    DASHPREVIEW_CLIENT_KEY: one!.client.lockedKey,
  };
  const { stdout, stderr } = await doctor({ ...withKey, DASHPREVIEW_CLIENT_KEY_PASSPHRASE: passphrase });
  expect(stdout).toMatch(/ok +Grafana .*answers/);
  expect(stdout).toMatch(/ok +Prometheus .*answers/);
  expect(new Set(grafana.clients)).toEqual(new Set(["one client"]));
  expect(new Set(prometheus.clients)).toEqual(new Set(["one client"]));
  expect(stdout + stderr).not.toContain(passphrase);
  for (const [wrong, said] of [
    [{}, "the key is encrypted: set DASHPREVIEW_CLIENT_KEY_PASSPHRASE"],
    [
      { DASHPREVIEW_CLIENT_KEY_PASSPHRASE: "canary-wrong-1" },
      "the passphrase in DASHPREVIEW_CLIENT_KEY_PASSPHRASE does not decrypt it",
    ],
    [{ DASHPREVIEW_CLIENT_KEY: other!.client.key }, "it is not the key of the certificate"],
    [{ DASHPREVIEW_CLIENT_KEY: one!.ca }, "it has no private key in PEM form"],
    [{ DASHPREVIEW_CLIENT_KEY: "" }, "--client-cert and --client-key go together"],
  ] as const) {
    const refused = await doctor({ ...withKey, ...wrong });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(refused.stdout + refused.stderr).not.toMatch(/canary|BEGIN/);
  }
});

test("a client certificate is shown neither to an HTTPS proxy nor to the review's host", async () => {
  const proxy = await front(one!);
  const grafana = await front(one!, { target: stack.grafanaUrl, clients: "demand" });
  const gitLab = await startGitLabDouble();
  running.push(gitLab);
  const host = await front(one!, { target: new URL(gitLab.url).origin });
  const env = {
    GRAFANA_URL: grafana.url,
    PROMETHEUS_URL: stack.prometheusUrl,
    HTTPS_PROXY: proxy.url,
    DASHPREVIEW_CA_FILE: one!.ca,
    DASHPREVIEW_CLIENT_CERT: one!.client.cert,
    DASHPREVIEW_CLIENT_KEY: one!.client.key,
    ...gitLabJob(gitLab, host),
  };
  const { code, stderr } = await stack.run(["cleanup", "--closed"], { env });
  expect(code, stderr).toBe(0);
  expect(new Set(grafana.clients)).toEqual(new Set(["one client"]));
  expect(proxy.clients.length).toBeGreaterThan(0);
  expect(new Set([...proxy.clients, ...host.clients])).toEqual(new Set(["none"]));
});

test("GitLab is reached by the authority that its runner names, and by number where a proxy refuses %2F", async () => {
  const gitLab = await startGitLabDouble();
  running.push(gitLab);
  gitLab.refusesEncodedSlash = true;
  gitLab.mergeRequests.set(7, { iid: 7, sourceBranch: "x", sha: "a".repeat(40), state: "merged", diffs: [] });
  const host = await front(other!, { target: new URL(gitLab.url).origin });
  const env = {
    ...gitLabJob(gitLab, host),
    CI_SERVER_TLS_CA_FILE: other!.ca,
    CI_MERGE_REQUEST_IID: "7",
    CI_MERGE_REQUEST_PROJECT_ID: String(gitLab.projectId),
    CI_MERGE_REQUEST_PROJECT_PATH: gitLab.project,
  };
  const up = (more: Record<string, string> = {}) =>
    stack.run(["up", "missing.json", "--comment", "off", "--retry-for", "0s"], { env: { ...env, ...more } });
  const merged = await up();
  expect(merged.stdout + merged.stderr).toMatch(/merged/);
  expect(gitLab.requests).toContain(`GET /git/api/v4/projects/${gitLab.projectId}/merge_requests/7`);
  expect((await up({ CI_SERVER_TLS_CA_FILE: "" })).stderr).toMatch(/TLS failed/);
  // The runner vouches for its own server only.
  const stranger = await front(other!, { target: new URL(gitLab.url).origin });
  const review = `${stranger.url}/${gitLab.project}/-/merge_requests/7`;
  expect((await up({ GITLAB_CI: "", DASHPREVIEW_REVIEW_URL: review })).stderr).toMatch(/TLS failed/);
});

/** The variables of a GitLab job whose server is behind TLS. */
function gitLabJob(gitLab: GitLabDouble, host: TlsFront): Record<string, string> {
  return {
    GITLAB_CI: "true",
    CI_SERVER_HOST: `127.0.0.1:${host.port}`,
    CI_SERVER_URL: `${host.url}/git`,
    CI_API_V4_URL: `${host.url}/git/api/v4`,
    CI_PROJECT_PATH: gitLab.project,
    CI_PROJECT_ID: String(gitLab.projectId),
    CI_PIPELINE_ID: "100",
    GITLAB_TOKEN: gitLab.token,
  };
}

function readPem({ ca }: Certificates): string {
  return readFileSync(ca, "utf8");
}
