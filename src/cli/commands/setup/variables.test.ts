import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { SetupRequest } from "./options.ts";
import { exportLines, masked, variablesFor } from "./variables.ts";

test("variablesFor names what runs need, the token last and only if there is one", () => {
  const request = {
    grafanaUrl: "https://grafana.example",
    prometheusUrl: "http://prom:9090",
    receiver: "auto",
    tenant: "previews",
    prometheusPassword: "secret",
  } as SetupRequest;
  expect(variablesFor(request, "glsa_x").map(({ name, secret }) => [name, secret])).toEqual([
    ["GRAFANA_URL", false],
    ["PROMETHEUS_URL", false],
    ["DASHPREVIEW_TENANT", false],
    ["DASHPREVIEW_PROMETHEUS_PASSWORD", true],
    ["GRAFANA_TOKEN", true],
  ]);
  expect(variablesFor(request, undefined).map(({ name }) => name)).not.toContain("GRAFANA_TOKEN");
});

test("exportLines gives a shell the very values, quotes and dollars included", () => {
  const value = `it's "$HOME" \`id\` $(id) \\`;
  const script = `${exportLines([{ name: "A", value, secret: true }])}printf %s "$A"`;
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(value);
});

test("masked shows enough of a token to tell it from another one, and nothing of a short password", () => {
  expect(masked("glsa_0123456789abcdefghijklmnop_0a1b2c3d")).toBe("glsa_…2c3d");
  expect(masked("correct horse")).toBe("…");
});
