import { request as httpRequest } from "node:http";
import { afterEach, expect, test } from "vitest";
import { type PageServer, startPageServer } from "./page-server.ts";

const html = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'self'"><p>one</p>`;
let server: PageServer | undefined;
afterEach(async () => server?.stop());

/** Node's own client: `fetch` does not let one choose the host. */
function ask(path: string, { host, method = "GET" }: { host?: string; method?: string } = {}) {
  const { hostname, port } = new URL(server!.url);
  const headers = host === undefined ? {} : { host };
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((done, fail) => {
    const sent = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on("end", () => done({ status: response.statusCode!, body, headers: response.headers }));
    });
    sent.once("error", fail);
    sent.end();
  });
}

test("the page is served on the loopback address, with its policy as a header, and nothing else is", async () => {
  server = await startPageServer(html, { port: 0 });
  expect(new URL(server.url).hostname).toBe("127.0.0.1");
  const page = await ask("/?theme=dark");
  expect(page).toMatchObject({ status: 200, body: html });
  expect(page.headers).toMatchObject({
    "content-security-policy": "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  for (const path of ["/package.json", "/../etc/passwd", "/%2e%2e/", "//"]) expect((await ask(path)).status).toBe(404);
  expect((await ask("/", { method: "POST" })).status).toBe(405);
  expect(await ask("/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
});

test("a name that somebody else lets point here is refused", async () => {
  server = await startPageServer(html, { port: 0 });
  const { port } = new URL(server.url);
  for (const host of [`evil.example:${port}`, "127.0.0.1", `127.0.0.1.evil.example:${port}`, "127.0.0.1:1"])
    expect((await ask("/", { host })).status).toBe(421);
  expect((await ask("/", { host: `localhost:${port}` })).status).toBe(200);
});

test("open pages hear of a new page", async () => {
  server = await startPageServer(html, { port: 0 });
  const events = await fetch(`${server.url}events`);
  expect(events.headers.get("content-type")).toBe("text/event-stream");
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(": open\n\n");
  server.show("<p>two</p>");
  expect((await reader.read()).value).toContain("event: reload");
  expect((await ask("/")).body).toBe("<p>two</p>");
  await server.stop();
  expect((await reader.read()).done).toBe(true);
});

test("a port that is taken is said so", async () => {
  server = await startPageServer(html, { port: 0 });
  const port = Number(new URL(server.url).port);
  await expect(startPageServer(html, { port })).rejects.toThrow(`port ${port}: another program has it; --port names`);
});
