import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { toolPath } from "../servers/process.ts";

/** What a page did. */
export interface PageVisit {
  /** The address of every request that the page made, its own included. */
  readonly requests: readonly string[];
  /** The first bytes of every connection that reached a server other than the page's, whatever its name. */
  readonly connections: readonly string[];
  /** What the page's `window.report` holds when it is done. */
  readonly report: unknown;
}

/** A Chromium without a window. Every host but the page's own leads to a server that only listens. */
export interface Browser {
  /** Opens a page with this HTML, served from a loopback address, and waits until `window.report` is set. */
  readonly visit: (html: string) => Promise<PageVisit>;
  readonly close: () => Promise<void>;
}

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-client-side-phishing-detection",
  "--metrics-recording-only",
  "--no-default-browser-check",
  "--no-proxy-server",
  "--window-size=1200,8000",
  "--remote-debugging-pipe",
];

/** Starts Chromium from the PATH or the user cache. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "dashpreview-chromium-"));
  const heard: string[] = [];
  const sink = createTcpServer((socket: Socket) => {
    const index = heard.push("") - 1;
    socket
      .on("error", () => {})
      .once("data", (bytes) => {
        heard[index] = bytes.toString("latin1");
        socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
      });
  });
  let page = "";
  const pages = createHttpServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(request.url === "/" ? page : "");
  });
  const [sinkPort, pagePort] = [await listen(sink), await listen(pages)];
  // Where the browser itself asks for updates, nobody listens.
  const itself = ["*.google.com", "*.googleapis.com", "*.gvt1.com"].map((host) => `MAP ${host} 127.0.0.1:1`).join(", ");
  const rules = `--host-resolver-rules=${itself}, MAP * 127.0.0.1:${sinkPort}, EXCLUDE 127.0.0.1`;
  const child = spawn(toolPath("chromium"), [...flags, rules, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    env: { ...process.env, HOME: profile },
  });
  const protocol = talk(child);
  return {
    async visit(html) {
      page = html;
      const requests: string[] = [];
      const before = heard.length;
      const { targetId } = (await protocol.send("Target.createTarget", { url: "about:blank" })) as { targetId: string };
      const { sessionId } = (await protocol.send("Target.attachToTarget", { targetId, flatten: true })) as {
        sessionId: string;
      };
      const stop = protocol.listen((method, params) => {
        if (method === "Network.requestWillBeSent") requests.push((params as { request: { url: string } }).request.url);
      });
      for (const domain of ["Network.enable", "Page.enable", "Runtime.enable"])
        await protocol.send(domain, {}, sessionId);
      await protocol.send("Page.navigate", { url: `http://127.0.0.1:${pagePort}/` }, sessionId);
      const report = await poll(async () => {
        const answer = (await protocol.send(
          "Runtime.evaluate",
          { expression: "JSON.stringify(window.report ?? null)" },
          sessionId,
        )) as {
          result: { value?: string };
        };
        return JSON.parse(answer.result.value ?? "null") as unknown;
      });
      stop();
      await protocol.send("Target.closeTarget", { targetId });
      return { requests, connections: heard.slice(before), report };
    },
    async close() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      await Promise.race([protocol.send("Browser.close", {}).catch(() => {}), gone]);
      const killed = setTimeout(() => child.kill("SIGKILL"), 5000);
      await gone;
      clearTimeout(killed);
      for (const server of [sink, pages]) server.close();
      pages.closeAllConnections();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function listen(server: Server | TcpServer): Promise<number> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
}

async function poll(ask: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await ask();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the page was not done within a minute");
}

type Listener = (method: string, params: unknown) => void;

/** The DevTools protocol over Chromium's pipe: JSON, parted by zero bytes. */
function talk(child: ChildProcess) {
  const [output, input] = [child.stdio[3] as Writable, child.stdio[4] as unknown as Readable];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Set<Listener>();
  let [rest, last] = [Buffer.alloc(0), 0];
  input.on("data", (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString()) as {
        id?: number;
        result?: unknown;
        error?: { message: string };
        method?: string;
        params?: unknown;
      };
      rest = rest.subarray(end + 1);
      const caller = waiting.get(message.id ?? -1);
      if (message.error !== undefined) caller?.reject(new Error(message.error.message));
      else caller?.resolve(message.result);
      waiting.delete(message.id ?? -1);
      if (message.method !== undefined) for (const each of listeners) each(message.method, message.params);
    }
  });
  child.once("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("chromium ended"));
  });
  output.on("error", () => {});
  return {
    send(method: string, params: object, sessionId?: string): Promise<unknown> {
      const id = ++last;
      output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    listen(each: Listener): () => void {
      listeners.add(each);
      return () => listeners.delete(each);
    },
  };
}
