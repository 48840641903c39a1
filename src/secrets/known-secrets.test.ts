import { expect, test } from "vitest";
import { findSecrets } from "./known-secrets.ts";

const textsOf = (sources: Partial<Parameters<typeof findSecrets>[0]>) =>
  findSecrets({ argv: [], env: {}, ...sources }).secrets.map(({ text, kind }) => `${kind}: ${text}`);

test.for([
  ["GRAFANA_TOKEN", "glsa_a1b2c3", ["random: glsa_a1b2c3"]],
  ["CI_JOB_TOKEN", "glcbt-64_x", ["random: glcbt-64_x"]],
  ["FORGEJO_TOKEN", "dashboard", ["word: dashboard"]],
  ["GITEA_TOKEN", "dashboard", ["word: dashboard"]],
  ["ACTIONS_RUNTIME_TOKEN", "e30.x.y1", ["random: e30.x.y1"]],
  ["AWS_SECRET_ACCESS_KEY", "wJalr/K7", ["random: wJalr/K7"]],
  ["DASHPREVIEW_GRAFANA_PASSWORD", "dashboard", ["word: dashboard"]],
  ["DASHPREVIEW_TENANT", "team-a", ["word: team-a"]],
  ["DASHPREVIEW_TENANT", "Qx7pLm2vTz9k", ["random: Qx7pLm2vTz9k"]],
  [
    "DASHPREVIEW_PROMETHEUS_HEADER",
    "X-Key: k3y-1\nCookie: a=v4l-1; b=v4l-2",
    ["random: k3y-1", "random: a=v4l-1; b=v4l-2", "random: v4l-1", "random: v4l-2"],
  ],
  ["DASHPREVIEW_GRAFANA_HEADER", "X-Auth: Token t0k-1", ["random: Token t0k-1", "random: t0k-1"]],
  ["HTTPS_PROXY", "http://ada:p%40ss1@proxy:3128", ["random: p%40ss1"]],
  ["http_proxy", "ada:p4ss-1@proxy:3128", ["random: p4ss-1"]],
  ["CI_REPOSITORY_URL", "https://gitlab-ci-token:glcbt-1@gitlab.example/a/b.git", ["random: glcbt-1"]],
  ["GRAFANA_URL", "https://ghp_0123456789abcdef@host/", ["random: ghp_0123456789abcdef"]],
  ["GRAFANA_URL", "glsa_given_by_mistake_1", ["random: glsa_given_by_mistake_1"]],
  ["GRAFANA_URL", "https://host/?api_key=k-123", ["random: k-123"]],
  ["PROMETHEUS_URL", "https://host/push/aB3dE6gH9jK2mN5p/v1", ["random: aB3dE6gH9jK2mN5p"]],
] as const)("findSecrets finds what is secret in %s=%s", ([name, value, expected]) => {
  expect(textsOf({ env: { [name]: value } })).toEqual(expected);
});

test.for([
  ["GRAFANA_URL", "https://grafana.example.com/team_1/grafana-prod-2"],
  ["GRAFANA_URL", "localhost:3000"],
  ["PROMETHEUS_URL", "http://prometheus-operated-0.monitoring:9090/prom"],
  ["SSH_AUTH_SOCK", "/tmp/ssh-1/agent.1"],
  ["GIT_AUTHOR_NAME", "Ada-Lovelace-1815"],
  ["SOME_AUTH_MODE", "enabled"],
  ["CI_TOKEN_ENABLED", "true"],
  ["GITHUB_TOKEN", ""],
  ["PATH", "/bin"],
  ["CI_MERGE_REQUEST_TITLE", "https://a:error@b/"],
  ["GITHUB_HEAD_REF", "a:warning@b/"],
] as const)("findSecrets takes nothing in %s=%s for a secret", ([name, value]) => {
  expect(textsOf({ env: { [name]: value } })).toEqual([]);
});

test("findSecrets reads flags in every way that they can be given", () => {
  expect(
    textsOf({
      argv: [
        "up",
        "x",
        "--grafana-token",
        "t-1",
        "--prometheusPassword=p-2",
        "--grafana-header",
        "X-K: h-3",
        "--host-token=t-4",
      ],
    }),
  ).toEqual(["t-1", "p-2", "h-3", "t-4"].map((text) => `random: ${text}`));
  expect(findSecrets({ argv: ["--grafana-user=ada", "--grafana-password", "pw"], env: {} })).toMatchObject({
    pairs: [{ user: "ada", password: "pw" }],
    tooShort: ["--grafana-password"],
  });
});

test("findSecrets names the variables that programs need not inherit", () => {
  const env = { PATH: "/bin", GRAFANA_TOKEN: "glsa_1", HTTPS_PROXY: "http://a:b-1@p", GRAFANA_URL: "https://g" };
  expect(findSecrets({ argv: [], env }).variables).toEqual(["GRAFANA_TOKEN", "HTTPS_PROXY"]);
});

test("findSecrets takes a flag after a switch for a flag, not for the switch's secret", () => {
  const { secrets } = findSecrets({ argv: ["setup", "--show-token", "--datasource-url", "http://p:9090"], env: {} });
  expect(secrets).toEqual([]);
});

test("findSecrets knows an admin's login, however short its password", () => {
  const env = { DASHPREVIEW_ADMIN_USER: "admin", DASHPREVIEW_ADMIN_PASSWORD: "admin" };
  const found = findSecrets({ argv: [], env });
  expect(found.pairs).toEqual([{ user: "admin", password: "admin" }]);
  expect(found.variables).toContain("DASHPREVIEW_ADMIN_PASSWORD");
  expect(found.tooShort).toEqual(["DASHPREVIEW_ADMIN_PASSWORD"]);
});
