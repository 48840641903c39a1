import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { afterEach, expect, test } from "vitest";
import { parse } from "yaml";
import { toolPath } from "../servers/process.ts";
import { type Started, startServe } from "./started.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, block]) => block!);

let server: Started | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

test.skipIf(spawnSync("curl", ["--version"]).status !== 0)(
  "docs/serve.md's commands work one after the other against a server",
  async () => {
    const token = "a-token-of-the-test-1";
    server = await startServe(read("docker/serve/shop.data.yaml"), [], { DASHPREVIEW_SERVE_TOKEN: token });
    const script = blocks(read("docs/serve.md"), "sh")
      .filter((block) => block.includes("curl"))
      .join("\n")
      .replace("http://127.0.0.1:9464", server.url.replace(/\/$/, ""))
      .replaceAll("curl -sS", "curl -sS --fail-with-body");
    const output = execFileSync("bash", ["-euo", "pipefail", "-c", script], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], DASHPREVIEW_SERVE_TOKEN: token },
    });
    expect(output).toContain('"walk"');
    expect(output).toContain("shop_order_duration_seconds");
    expect(await (await server.ask("api/v1/clock")).json()).toMatchObject({ speed: 60, paused: false });
    expect(await (await server.ask("metrics")).text()).toContain('queue_length{queue="mail"} ');
  },
);

test("the API has every address that docs/serve.md names", () => {
  const { paths } = JSON.parse(read("schema/openapi.json")) as { paths: Record<string, unknown> };
  const known = Object.keys(paths).map((path) => path.replace("{name}", "x").replace("{entry}", "0"));
  const named = [...read("docs/serve.md").matchAll(/`(\/api\/v1\/[a-z0-9./]+)`/g)].map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !known.includes(path))).toEqual([]);
});

test("docker/serve keeps to the Compose Specification, opens its ports to this machine only, and lets labels be", () => {
  const ajv = new Ajv({ strict: false, formats: { duration: true, uri: true, subnet_ip_address: true } });
  const schema = JSON.parse(read("test/schemas/compose-spec.json")) as object;
  const validate = ajv.compile({ ...schema, $schema: "http://json-schema.org/draft-07/schema#" });
  const compose = parse(read("docker/serve/docker-compose.yml")) as {
    services: Record<string, { ports: string[]; command?: string[] }>;
  };
  expect(validate(compose), ajv.errorsText(validate.errors)).toBe(true);
  for (const { ports } of Object.values(compose.services))
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  const config = join(root, "docker/serve/prometheus.yml");
  expect(execFileSync(toolPath("promtool"), ["check", "config", config], { encoding: "utf8" })).toContain("SUCCESS");
  const { scrape_configs } = parse(read("docker/serve/prometheus.yml")) as { scrape_configs: unknown[] };
  expect(scrape_configs).toMatchObject([{ honor_labels: true, static_configs: [{ targets: ["serve:9464"] }] }]);
  expect(compose.services["serve"]!.command).toContain("--allow-host=serve");
});
