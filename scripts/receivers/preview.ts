import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import process from "node:process";
import { dashboard, smallSpec } from "../../test/e2e/stack.ts";
import { startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { temporaryFolder } from "../../test/servers/process.ts";
import type { Check, Subject } from "./checks.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `up` of a dashboard with its check, the same again, and `cleanup`, by the built program and the Grafana double. */
export const preview: Check = (subject) =>
  withProgram(subject, async (run, folder) => {
    writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", ["queue_length", "rate(requests_total[5m])"])));
    writeFileSync(join(folder, "a.data.yaml"), smallSpec);
    for (const _ of ["first", "again"]) verified(await run("up", "a.json", "--key", "pr-1", "--output", "json"));
    const cleaned = await run("cleanup", "--key", "pr-1", "--output", "json");
    if (cleaned.code !== 0) throw new Error(`cleanup ended with ${cleaned.code}: ${cleaned.stderr.slice(-300)}`);
    const { deleted, series } = JSON.parse(cleaned.stdout) as { deleted: unknown[]; series: unknown[] };
    if (deleted.length !== 1) throw new Error("cleanup deleted no dashboard");
    return series.length > 0 ? "yes" : "yes; series stay";
  });

/** `up --shard` in three processes at once; shard 1 reads everything back. */
export const shards: Check = (subject) =>
  withProgram(subject, async (run, folder) => {
    const hosts = Math.ceil(Number(process.env["DASHPREVIEW_SHARD_SERIES"] ?? 9000) / 10);
    writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", ["sum(rate(load_total[5m]))"])));
    writeFileSync(
      join(folder, "a.data.yaml"),
      "version: 1\nstep: 15s\nhistory: 1h\nmetrics:\n  - name: load_total\n    type: counter\n    series:\n" +
        `      - { labels: { host: "h-{1..${hosts}}", code: "{200..209}" }, rate: { random: { min: 1, max: 9 } } }\n`,
    );
    const started = performance.now();
    const limits = ["--max-series", "10000000", "--max-samples", "10000000000", "--lead-in", "0"];
    const ended = await Promise.all(
      [1, 2, 3].map((i) =>
        run("up", "a.json", "--key", "load", "--shard", `${i}/3`, "--run", "one", "--output", "json", ...limits),
      ),
    );
    const seconds = (performance.now() - started) / 1000;
    for (const { code, stderr } of ended.slice(1))
      if (code !== 0) throw new Error(`a shard ended with ${code}: ${stderr.slice(-300)}`);
    const samples = verified(ended[0]!);
    return `${samples} samples of ${hosts * 10} series by 3 processes and read back, ${seconds.toFixed(0)} s`;
  });

/** The samples of a run that were all read back. @throws {Error} if it failed. */
function verified({ code, stdout, stderr }: Ended): number {
  if (code !== 0) throw new Error(`up ended with ${code}: ${stderr.slice(-300)}`);
  const { samples, samplesVerified } = JSON.parse(stdout) as { samples: number; samplesVerified: number };
  if (samples !== samplesVerified || samples === 0) throw new Error(`${samplesVerified} of ${samples} verified`);
  return samples;
}

async function withProgram(
  { kind, wide }: Subject,
  work: (run: (...args: string[]) => Promise<Ended>, folder: string) => Promise<string>,
): Promise<string> {
  const front = kind.tenants === "both" ? await startTenantFront(wide.queryUrl) : undefined;
  const grafana = await startGrafanaDouble({ prometheusUrl: front?.url ?? wide.queryUrl });
  const folder = temporaryFolder();
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    PROMETHEUS_URL: wide.url,
    DASHPREVIEW_PROJECT: "receiver",
    ...(wide.writeUrl === undefined ? {} : { DASHPREVIEW_PROMETHEUS_WRITE_URL: wide.writeUrl }),
    ...(kind.tenants === "no" ? {} : { DASHPREVIEW_TENANT: "preview" }),
  };
  try {
    return await work((...args) => runProgram(args, { cwd: folder, env }), folder);
  } finally {
    await grafana.stop();
    await front?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the built program to its end. */
function runProgram(args: readonly string[], options: { cwd: string; env: Record<string, string> }): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve("dist/cli.js"), ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      done({ code, stdout: String(stdout), stderr: String(stderr) });
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
