import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { startGrafanaDouble } from "./servers/grafana-double.ts";
import { temporaryFolder, toolPath } from "./servers/process.ts";
import { startPrometheus } from "./servers/prometheus.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: unknown;
}
const { prometheus, grafana } = (
  parse(read("docker-compose.yml")) as { services: Record<"prometheus" | "grafana", Service> }
).services;

test("docker-compose.yml keeps to the Compose Specification", () => {
  const ajv = new Ajv({ strict: false, formats: { duration: true, uri: true, subnet_ip_address: true } });
  const schema = JSON.parse(read("test/schemas/compose-spec.json")) as { $schema?: string };
  const validate = ajv.compile({ ...schema, $schema: "http://json-schema.org/draft-07/schema#" });
  expect(validate(parse(read("docker-compose.yml"))), ajv.errorsText(validate.errors)).toBe(true);
  expect(validate({ services: { x: { image: "x", portz: [] } } })).toBe(false);
});

test("docker-compose.yml opens its ports to this machine only", () => {
  for (const port of [...prometheus.ports, ...grafana.ports]) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test("docker-compose.yml mounts files that exist, read-only", () => {
  for (const volume of [...prometheus.volumes, ...grafana.volumes]) {
    const [source, , mode] = volume.split(":");
    expect(existsSync(join(root, source!)), source).toBe(true);
    expect(mode).toBe("ro");
  }
});

test("docker-compose.yml starts Grafana 12.4 for anonymous viewers and waits for both servers' health", () => {
  expect(grafana.image).toMatch(/^grafana\/grafana:12\.4\.\d+$/);
  expect(grafana.environment).toMatchObject({
    GF_AUTH_ANONYMOUS_ENABLED: "true",
    GF_AUTH_ANONYMOUS_ORG_ROLE: "Viewer",
  });
  expect([prometheus.healthcheck, grafana.healthcheck]).not.toContain(undefined);
});

test("docker-compose.yml starts Prometheus with receiver, admin API and the checked configuration", () => {
  expect(prometheus.image).toMatch(/^prom\/prometheus:v3\.\d+\.\d+$/);
  expect(prometheus.command).toEqual(
    expect.arrayContaining(["--web.enable-remote-write-receiver", "--web.enable-admin-api"]),
  );
  expect(prometheus.command).toContain("--config.file=/etc/prometheus/prometheus.yml");
  expect(prometheus.volumes).toContain("./docker/prometheus.yml:/etc/prometheus/prometheus.yml:ro");
});

test("docker/prometheus.yml is accepted by promtool and takes a week of history", () => {
  const output = execFileSync(toolPath("promtool"), ["check", "config", join(root, "docker/prometheus.yml")], {
    encoding: "utf8",
  });
  expect(output).toContain("SUCCESS");
  expect(parse(read("docker/prometheus.yml"))).toMatchObject({ storage: { tsdb: { out_of_order_time_window: "7d" } } });
});

test("the provisioned data source is the Prometheus of the compose file, with the scrape interval of its configuration", () => {
  const { datasources } = parse(read("docker/grafana/datasources/prometheus.yml")) as { datasources: unknown[] };
  const { global } = parse(read("docker/prometheus.yml")) as { global: { scrape_interval: string } };
  expect(datasources).toMatchObject([
    {
      type: "prometheus",
      url: "http://prometheus:9090",
      isDefault: true,
      jsonData: { timeInterval: global.scrape_interval },
    },
  ]);
});

test("Dockerfile copies only what .dockerignore lets in, ends as an ordinary user and starts dashpreview", () => {
  const lines = read("Dockerfile").split("\n");
  const ignored = read(".dockerignore").split("\n");
  expect(ignored[0]).toBe("*");
  for (const path of ["package.json", "package-lock.json", "tsconfig.json", "src", "scripts", "LICENSE"])
    expect(ignored).toContain(`!${path}`);
  expect(lines.filter((line) => line.startsWith("FROM "))).toEqual([
    "FROM --platform=$BUILDPLATFORM node:24-slim AS build",
    "FROM node:24-slim",
  ]);
  // Where nothing runs in the last stage, an image of another architecture needs no emulation.
  expect(lines.slice(lines.indexOf("FROM node:24-slim")).filter((line) => line.startsWith("RUN "))).toEqual([]);
  expect(lines.findLast((line) => line.startsWith("USER "))).toBe("USER node");
  expect(lines).toContain('ENTRYPOINT ["dashpreview"]');
});

test("docker/README.md's commands make, list and delete previews on servers that begin as those of the compose file", async () => {
  const folder = temporaryFolder();
  symlinkSync(join(root, "dist"), join(folder, "dist"));
  cpSync(join(root, "fixtures/web-service"), join(folder, "fixtures/web-service"), { recursive: true });
  const prometheus = await startPrometheus({ adminApi: true, window: "7d" });
  const { datasources } = parse(read("docker/grafana/datasources/prometheus.yml")) as { datasources: [object] };
  // Grafana asks Prometheus by a name that is known between containers alone.
  const dataSources = [{ ...datasources[0], url: prometheus.url }];
  const grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url, dataSources });
  try {
    const steps = [...read("docker/README.md").matchAll(/^ {3}```sh\n([\s\S]*?)^ {3}```$/gm)].map(
      ([, block]) => block!,
    );
    const script = steps
      .filter((block) => block.includes("node dist/cli.js"))
      .join("")
      .replaceAll("http://localhost:3000", grafana.url)
      .replaceAll("http://localhost:9090", prometheus.url)
      .replaceAll("node dist", `'${process.execPath}' dist`);
    const env = { PATH: process.env["PATH"], HOME: folder, USER: "ada" };
    const { stdout } = await promisify(execFile)("sh", ["-ec", script], { cwd: folder, env });
    expect(stdout).toMatch(/made +token/);
    expect(stdout).toMatch(/ok +rights +the token may save previews/);
    expect(stdout).toMatch(/http:\/\/\S+\/d\/dp-/);
    expect(stdout).toMatch(/^deleted \[local-ada\] Web service /m);
    expect(grafana.dashboards()).toEqual([]);
  } finally {
    await Promise.all([grafana.stop(), prometheus.stop()]);
  }
});
