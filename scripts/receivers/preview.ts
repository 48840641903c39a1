import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import process from "node:process";
import { dashboard, smallSpec } from "../../test/e2e/stack.ts";
import { startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { temporaryFolder } from "../../test/servers/process.ts";
import type { Check } from "./checks.ts";

/** `up` of a dashboard with its check, the same again, and `cleanup`, by the built program and the Grafana double. */
export const preview: Check = async ({ kind, wide }) => {
  const front = kind.tenants === "both" ? await startTenantFront(wide.queryUrl) : undefined;
  const grafana = await startGrafanaDouble({ prometheusUrl: front?.url ?? wide.queryUrl });
  const folder = temporaryFolder();
  const env = {
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    PROMETHEUS_URL: wide.url,
    DASHPREVIEW_PROJECT: "receiver",
    ...(wide.writeUrl === undefined ? {} : { DASHPREVIEW_PROMETHEUS_WRITE_URL: wide.writeUrl }),
    ...(kind.tenants === "no" ? {} : { DASHPREVIEW_TENANT: "preview" }),
  };
  const run = (...args: string[]) => runProgram(args, folder, env);
  try {
    writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", ["queue_length", "rate(requests_total[5m])"])));
    writeFileSync(join(folder, "a.data.yaml"), smallSpec);
    for (const _ of ["first", "again"]) {
      const made = await run("up", "a.json", "--key", "pr-1", "--output", "json", "--allow-shared-server");
      if (made.code !== 0) throw new Error(`up ended with ${made.code}: ${made.stderr.slice(-300)}`);
      const { samples, samplesVerified } = JSON.parse(made.stdout) as { samples: number; samplesVerified: number };
      if (samples !== samplesVerified || samples === 0) throw new Error(`${samplesVerified} of ${samples} verified`);
    }
    const cleaned = await run("cleanup", "--key", "pr-1", "--output", "json");
    if (cleaned.code !== 0) throw new Error(`cleanup ended with ${cleaned.code}: ${cleaned.stderr.slice(-300)}`);
    const { deleted, series } = JSON.parse(cleaned.stdout) as { deleted: unknown[]; series: unknown[] };
    if (deleted.length !== 1) throw new Error("cleanup deleted no dashboard");
    return series.length > 0 ? "yes" : "yes; series stay";
  } finally {
    await grafana.stop();
    await front?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Runs the built program to its end, with nothing of this environment but what it needs. */
function runProgram(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  const own = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [resolve("dist/cli.js"), ...args], { cwd, env: own }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      done({ code, stdout, stderr });
    });
  });
}

/** As a data source with a header for the tenant. */
async function startTenantFront(url: string) {
  const server = createServer((request, response) => {
    const pass = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await fetch(url + (request.url ?? ""), {
        method: request.method ?? "GET",
        headers: { "Content-Type": request.headers["content-type"] ?? "text/plain", "X-Scope-OrgID": "preview" },
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
    };
    pass().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
