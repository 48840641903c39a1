import { afterAll, beforeAll, expect, test } from "vitest";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, revisionsWithSamples, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.write("good.json", dashboard("Good", ["queue_length"]));
  stack.write("good.data.yaml", smallSpec);
});
afterAll(() => stack.stop());

test.for([
  ["not JSON", "x.json", "{ not json", /x\.json:1:3/],
  ["an empty file", "x.json", "", /x\.json.*empty/],
  ["a list", "x.json", "[]", /x\.json/],
  ["JSON that is no dashboard", "x.json", '{"name":"package"}', /x\.json.*not a dashboard|x\.json.*no dashboard/],
] as const)("up refuses %s with exit code 2 and touches nothing", async ([, file, text, message]) => {
  stack.write(file, text);
  const result = await stack.run(["up", file, "--data", "good.data.yaml"]);
  expect(result.code).toBe(2);
  expect(result.stderr).toMatch(message);
  expect((await revisionsWithSamples(stack)).size).toBe(0);
});

test("up refuses a preview as source and names export", async () => {
  stack.write("preview.json", dashboard("P", ["x"], { tags: ["dashpreview", "dp-key:local.pr-1"] }));
  const result = await stack.run(["up", "preview.json", "--data", "good.data.yaml"]);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("export");
});

test("up names file, line, column and the nearest key of a mistake in the spec", async () => {
  stack.write("typo.yaml", smallSpec.replace("labels: {queue: mail}", "lables: {queue: mail}"));
  const result = await stack.run(["up", "good.json", "--data", "typo.yaml"]);
  expect(result.code).toBe(2);
  expect(result.stderr).toMatch(/typo\.yaml:13:9: .*lables.*labels/);
});

test.for([
  ["no Grafana", { GRAFANA_URL: "" }, 2, "GRAFANA_URL"],
  ["no token", { GRAFANA_TOKEN: "" }, 2, "GRAFANA_TOKEN"],
  ["no Prometheus", { PROMETHEUS_URL: "" }, 2, "PROMETHEUS_URL"],
  ["a wrong token", { GRAFANA_TOKEN: "glsa_wrong_canary" }, 3, "token"],
  [
    "an address where nothing listens",
    { GRAFANA_URL: "http://127.0.0.1:9", DASHPREVIEW_RETRY_FOR: "1s" },
    3,
    "connection refused",
  ],
  ["an address that is no Grafana", { GRAFANA_URL: "PROMETHEUS" }, 3, "Grafana"],
  [
    "an address with a password in it",
    { GRAFANA_URL: "http://me:canary-secret@127.0.0.1:1" },
    2,
    "must not contain a user name or password",
  ],
  ["a Prometheus address that is none", { PROMETHEUS_URL: "localhost:9090" }, 2, "http"],
] as const)("up with %s says what to do and never shows a secret", async ([, env, code, message]) => {
  const filled = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value === "PROMETHEUS" ? stack.prometheusUrl : value]),
  );
  const result = await stack.run(["up", "good.json"], { env: filled });
  expect(result.code, result.stderr).toBe(code);
  expect(result.stderr).toContain(message);
  expect(result.stdout + result.stderr).not.toMatch(/canary/);
  expect((await revisionsWithSamples(stack)).size).toBe(0);
});

test("up with a Viewer's token says which role it needs, before anything is written", async () => {
  if (stack.double === undefined) return;
  const result = await stack.run(["up", "good.json"], { env: { GRAFANA_TOKEN: stack.double.tokens.viewer } });
  expect(result.code).not.toBe(0);
  expect(result.stderr).toContain("Editor");
  expect((await revisionsWithSamples(stack)).size).toBe(0);
});

test("no output of any command holds a token, a password or a header, whatever goes wrong", async () => {
  const secrets = ["canary-grafana", "canary-prometheus", "canary-header", "canary-password"];
  const dead = await startPrometheus();
  await dead.stop();
  const flags = ["--prometheus-header", "X-Secret: canary-header", "--grafana-header", "X-Other: canary-header"];
  const commands = [
    ["up", "good.json", ...flags],
    ["up", "good.json", "--output", "json", ...flags],
    ["list"],
    ["cleanup"],
    ["doctor", ...flags],
    ["extend"],
    ["keep"],
  ];
  const environments = [
    { GRAFANA_TOKEN: "canary-grafana", DASHPREVIEW_PROMETHEUS_TOKEN: "canary-prometheus" },
    { GRAFANA_TOKEN: "canary-grafana", GRAFANA_URL: dead.url },
    { GRAFANA_TOKEN: "", DASHPREVIEW_GRAFANA_USER: "me", DASHPREVIEW_GRAFANA_PASSWORD: "canary-password" },
    { PROMETHEUS_URL: dead.url, DASHPREVIEW_PROMETHEUS_TOKEN: "canary-prometheus" },
    { GRAFANA_TOKEN: "canary-grafana\nsecond line" },
  ];
  for (const env of environments) {
    for (const command of commands) {
      const { stdout, stderr, code } = await stack.run(command, { env: { DASHPREVIEW_RETRY_FOR: "1s", ...env } });
      for (const secret of secrets) {
        const encoded = Buffer.from(`me:${secret}`).toString("base64");
        expect(`${stdout}${stderr}`, command.join(" ")).not.toContain(secret);
        expect(`${stdout}${stderr}`).not.toContain(encoded);
      }
      expect([0, 2, 3]).toContain(code);
    }
  }
}, 180_000);

test("a foreign dashboard under our uid stops up before anything is written, and is left alone", async () => {
  if (stack.double === undefined) return;
  const made = (await stack.run(["up", "good.json", "--key", "pr-50", "--output", "json"])).json<{
    dashboards: { uid: string }[];
  }>();
  const { uid } = made.dashboards[0]!;
  await stack.run(["cleanup", "--key", "pr-50"]);
  stack.double.plant({ uid, model: { title: "Mine", tags: ["important"], panels: [] }, folderUid: "dashpreview" });
  const result = await stack.run(["up", "good.json", "--key", "pr-50"]);
  expect(result.code).toBe(3);
  expect(result.stderr).toContain("is left alone");
  const listed = (await stack.run(["list", "--output", "json"])).json<{
    leftAlone: { uid: string; reason: string }[];
  }>();
  expect(listed.leftAlone).toMatchObject([{ uid }]);
  expect((await stack.run(["cleanup", "--all"])).stdout).toContain("left alone: Mine");
  expect(stack.double.dashboards().some((one) => JSON.stringify(one).includes("Mine"))).toBe(true);
});

test("a repeated flag, an unknown flag and an unknown command are usage errors", async () => {
  expect((await stack.run(["up", "good.json", "--key", "a", "--key", "b"])).stderr).toContain(
    "--key was given more than once",
  );
  expect((await stack.run(["up", "good.json", "--tll", "1h"])).code).toBe(2);
  const unknown = await stack.run(["cleanupp"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("cleanup");
  const json = await stack.run(["up", "--output", "json"]);
  expect(json.code).toBe(2);
  expect(json.json()).toMatchObject({ error: { code: "usage" } });
});

test("a link in the repository that leads out of it is not followed", async () => {
  const { symlinkSync } = await import("node:fs");
  symlinkSync("/etc/hostname", `${stack.folder}/secret.json`);
  const result = await stack.run(["validate", "secret.json"]);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("leads out of");
});
