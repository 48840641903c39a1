import { execFile, execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { toolPath } from "./servers/process.ts";

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

test.skipIf(spawnSync("curl", ["--version"]).status !== 0)(
  "docker/README.md makes a token with commands that fit what Grafana answers",
  async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.writeHead(asked.length === 1 ? 201 : 200, { "Content-Type": "application/json" });
      response.end(
        asked.length === 1
          ? '{"id":7,"uid":"cg56","name":"dashpreview","role":"Editor"}'
          : '{"id":1,"name":"dry run","key":"glsa_x"}',
      );
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const block = /```sh\n( *account=[\s\S]*?)```/
      .exec(read("docker/README.md"))![1]!
      .replaceAll("http://localhost:3000", address);
    const { stdout } = await promisify(execFile)("sh", ["-ec", `${block}\nprintf '%s' "$GRAFANA_TOKEN"`]).finally(() =>
      server.close(),
    );
    const basic = `Basic ${Buffer.from("admin:admin").toString("base64")}`;
    expect(asked).toEqual([`POST /api/serviceaccounts ${basic}`, `POST /api/serviceaccounts/7/tokens ${basic}`]);
    expect(stdout).toBe("glsa_x");
  },
);
