import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboard, emptyServer, type Stack, smallSpec, startStack } from "../e2e/stack.ts";

let stack: Stack;
let front: Server;
const rendered: string[] = [];
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("a.json", dashboard("A", ["queue_length", "rate(requests_total[5m])"]));
  stack.write("a.data.yaml", smallSpec);
  front = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => front.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  front.closeAllConnections();
  front.close();
  await stack.stop();
});

/** The double, with an image renderer before it. */
const answer: (...parts: Parameters<Parameters<typeof createServer>[1] & object>) => Promise<void> = async (
  request,
  response,
) => {
  const url = new URL(request.url!, stack.grafanaUrl);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (url.pathname.startsWith("/render/")) {
    rendered.push(url.pathname);
    const [width, height] = [Number(url.searchParams.get("width")), Number(url.searchParams.get("height"))];
    response.end(PNG.sync.write(new PNG({ width, height })));
    return;
  }
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !["host", "connection", "content-length"].includes(name) ? [[name, value]] : [],
  );
  const body = parts.length === 0 ? {} : { body: Buffer.concat(parts) };
  const real = await fetch(url, { method: request.method!, headers, redirect: "manual", ...body });
  let text = await real.text();
  if (url.pathname === "/api/frontend/settings")
    text = JSON.stringify({ ...(JSON.parse(text) as object), rendererAvailable: true });
  response.writeHead(real.status, { "Content-Type": real.headers.get("content-type") ?? "text/plain" }).end(text);
};

test("up --pictures-from grafana writes what Grafana's renderer draws of the preview", async () => {
  const env = { GRAFANA_URL: `http://127.0.0.1:${(front.address() as AddressInfo).port}` };
  const args = ["up", "--output", "json", "--pictures", "shots", "--pictures-from", "grafana", "a.json"];
  const result = await stack.run(args, { env });
  expect(result.code, result.stderr).toBe(0);
  const [{ uid }] = result.json<{ dashboards: [{ uid: string }] }>().dashboards;
  expect(result.stderr).toContain("wrote 3 pictures by Grafana's image renderer to shots");
  const files = [`${uid}--1.png`, `${uid}--2.png`, `${uid}.png`];
  expect(readdirSync(join(stack.folder, "shots")).sort()).toEqual(files);
  expect(rendered[0]).toBe(`/render/d/${uid}/_`);
  const { width, height } = PNG.sync.read(readFileSync(join(stack.folder, "shots", files[0]!)));
  expect([width, height]).toEqual([680, 296]);
});

test("pictures that nobody would take are refused before anything is written", async () => {
  const page = await stack.run(["up", "--pictures", "shots", "a.json"]);
  expect([page.code, page.stderr]).toEqual([2, expect.stringContaining("--pictures goes with --local")]);
  const nowhere = await stack.run(["up", "--pictures-from", "grafana", "a.json"]);
  expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining("--pictures names the folder")]);
});
