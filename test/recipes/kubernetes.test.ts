import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { dashboard } from "../ci/repository.ts";
import { runProgram } from "../ci/run-program.ts";
import { runCli, startCli } from "../e2e/cli.ts";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { freePort, startServer, type TestServer, temporaryFolder, toolPath } from "../servers/process.ts";
import { fences, programsOnPath } from "./pages.ts";

interface Container {
  readonly args: readonly string[];
  readonly env: readonly {
    name: string;
    value?: string;
    valueFrom?: { secretKeyRef: { name: string; key: string } };
  }[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly labels: Record<string, string> };
  readonly data: Record<string, string>;
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly Container[] } };
    readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: { containers: Container[] } } } };
  };
}

const root = join(import.meta.dirname, "../..");
/** The chart with the values of the page. */
const manifests = (name: string) =>
  parseAllDocuments(readFileSync(join(root, `test/helm/${name}.rendered.yaml`), "utf8")).map(
    (document) => document.toJS() as Manifest,
  );
const find = (name: string, kind: string, component: string) =>
  manifests(name).find((one) => one.kind === kind && one.metadata.labels["app.kubernetes.io/component"] === component)!;
const containerOf = ({ spec }: Manifest) => (spec.template ?? spec.jobTemplate.spec.template).spec.containers[0]!;

let receiver: TestServer;
let grafana: GrafanaDouble;
let gitHub: GitHubDouble;
const folder = temporaryFolder();
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  receiver = await startReceiver("recipe", "prometheus", "/-/ready");
  // What Grafana's sidecar makes of the ConfigMap; the double asks the receiver at the address that it has here.
  const provisioned = parse(find("recipe", "ConfigMap", "datasource").data["dashpreview.yaml"]!) as {
    datasources: Record<string, never>[];
  };
  grafana = await startGrafanaDouble({ prometheusUrl: receiver.url, dataSources: provisioned.datasources });
  gitHub = await startGitHubDouble();
});
afterAll(async () => {
  await Promise.all([receiver?.stop(), grafana?.stop(), gitHub?.stop()]);
});

/** The receiver of a rendering: its own arguments, with the folders and the port of this machine. */
async function startReceiver(rendering: string, program: string, readyPath: string): Promise<TestServer> {
  const own = temporaryFolder();
  const port = await freePort();
  const config = join(own, "prometheus.yml");
  const map = find(rendering, "ConfigMap", "receiver");
  if (map !== undefined) writeFileSync(config, map.data["prometheus.yml"]!);
  const args = containerOf(find(rendering, "StatefulSet", "receiver")).args.map((arg) =>
    arg
      .replace("/etc/prometheus/prometheus.yml", config)
      .replace(/=\/data$/, `=${join(own, "data")}`)
      .replace(":8428", `127.0.0.1:${port}`),
  );
  const listen = program === "prometheus" ? [`--web.listen-address=127.0.0.1:${port}`] : [];
  const url = `http://127.0.0.1:${port}`;
  return startServer({ command: toolPath(program), args: [...args, ...listen], folder: own, url, readyPath });
}

/** Keys and values of the secret, as `kubectl create secret` got them. */
let secret: Record<string, string>;
/** The variables of a container, with the servers of this machine. */
const environmentOf = ({ env }: Container) =>
  Object.fromEntries(
    env.map(({ name, value, valueFrom }) => [
      name,
      valueFrom === undefined
        ? ({ GRAFANA_URL: grafana.url, PROMETHEUS_URL: receiver.url }[name] ?? value!)
        : secret[valueFrom.secretKeyRef.key]!,
    ]),
  );

test("the page's commands make what previews need, with the chart's data source, and the secret that the pods name", async () => {
  const script = fences("kubernetes.md", "sh")
    .find((text) => text.includes("port-forward"))!
    .replace("http://localhost:3000", grafana.url)
    .replace("http://localhost:9090", receiver.url);
  expect(script).not.toContain("localhost");
  const file = join(folder, "step.sh");
  const calls = join(folder, "calls");
  writeFileSync(file, `set -e\n${script}\nwait\n`);
  const { code, log } = await runProgram("bash", [file], {
    cwd: folder,
    env: {
      PATH: programsOnPath({
        kubectl: `printf '%s\\n' "$*" >>'${calls}'`,
        dashpreview: `exec '${process.execPath}' '${root}/dist/cli.js' "$@"`,
      }),
      HOME: folder,
      DASHPREVIEW_ADMIN_USER: "admin",
      DASHPREVIEW_ADMIN_PASSWORD: "admin",
      GITHUB_TOKEN: gitHub.token,
    },
  });
  expect(code, log).toBe(0);
  const created = readFileSync(calls, "utf8")
    .split("\n")
    .find((line) => line.includes("create secret"))!;
  expect(created).toMatch(/^--namespace monitoring create secret generic dashpreview /);
  secret = Object.fromEntries(
    [...created.matchAll(/--from-literal=([\w-]+)=(\S+)/g)].map(([, key, value]) => [key!, value!]),
  );
  const used = ["live", "cleanup"].map((component) =>
    containerOf(find("recipe", component === "live" ? "Deployment" : "CronJob", component)),
  );
  for (const { env } of used)
    for (const { valueFrom } of env)
      if (valueFrom !== undefined) {
        expect(valueFrom.secretKeyRef.name).toBe("dashpreview");
        expect(Object.keys(secret)).toContain(valueFrom.secretKeyRef.key);
      }
});

test("live of the chart is ready with the token of the secret", async () => {
  const container = containerOf(find("recipe", "Deployment", "live"));
  const port = await freePort();
  const args = container.args.map((arg) =>
    arg.replace("--port=9464", `--port=${port}`).replace("0.0.0.0", "127.0.0.1"),
  );
  expect(args).not.toEqual(container.args);
  const { child, result } = startCli(args, { cwd: folder, env: environmentOf(container) });
  try {
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined))?.status;
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
  } finally {
    child.kill("SIGINT");
    await result;
  }
});

test("a preview links to the public address, and the cleanup of the chart removes it when its review is closed", async () => {
  const container = containerOf(find("recipe", "CronJob", "cleanup"));
  const env = { ...environmentOf(container), GITHUB_API_URL: `${gitHub.url}/api/v3` };
  const repository = `${gitHub.url}/${gitHub.repository}`;
  const pull = { number: 1, headRepository: gitHub.repository, headRef: "change", files: [], merged: false };
  const shas = { headSha: "a".repeat(40), baseSha: "b".repeat(40) };
  gitHub.pulls.set(1, { ...pull, ...shas, state: "open" });
  writeFileSync(join(folder, "shop.json"), dashboard("shop"));
  const made = await runCli(
    ["up", "shop.json", "--review-url", `${repository}/pull/1`, "--history", "5m", "--live", "until-expiry"],
    { cwd: folder, env },
  );
  expect(made.code, made.stderr).toBe(0);
  expect(made.stdout).toContain("  https://grafana.example.com/d/");
  expect(gitHub.comments[0]!.body).toContain("https://grafana.example.com/d/");
  expect(grafana.dashboards()).toHaveLength(1);

  Object.assign(gitHub.pulls.get(1)!, { state: "closed", merged: true });
  const args = container.args.map((arg) => arg.replace("https://github.com/acme/dashboards", repository));
  const cleaned = await runCli(args, { cwd: folder, env });
  expect(cleaned.code, cleaned.stderr).toBe(0);
  expect(grafana.dashboards()).toEqual([]);
  expect(gitHub.violations).toEqual([]);
});

test("VictoriaMetrics takes the arguments that the chart gives it", async () => {
  const victoria = await startReceiver("victoriametrics", "victoria-metrics", "/health");
  await victoria.stop();
});
