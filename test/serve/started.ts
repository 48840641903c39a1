import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCli } from "../e2e/cli.ts";

/** A server as a user started it. */
export interface Started {
  readonly url: string;
  readonly token: string;
  readonly instance: string;
  /** Standard error so far. */
  readonly stderr: () => string;
  /** Asks the API, with the token unless other headers say so. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON. */
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Ends it as Ctrl-C does. Returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `serve` on a free port with a spec. */
export async function startServe(spec: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-serve-"));
  const file = join(folder, "x.data.yaml");
  writeFileSync(file, spec);
  const { child, result } = startCli(["serve", "--data", file, "--port", "0", "--output", "json", ...args], { env });
  let stderr = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const first = await new Promise<string>((done, fail) => {
    let text = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith("\n")) done(text);
    });
    child.once("close", () => fail(new Error(`serve ended: ${stderr}`)));
  });
  const { url, token, instance } = JSON.parse(first) as { url: string; token: string | null; instance: string };
  const bearer = token ?? env["DASHPREVIEW_SERVE_TOKEN"] ?? "";
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), { ...init, headers: { Authorization: `Bearer ${bearer}`, ...init.headers } });
  const started: Started = {
    url,
    token: bearer,
    instance,
    stderr: () => stderr,
    ask,
    send: (method, path, body, headers = {}) =>
      ask(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } }),
    async stop() {
      child.kill("SIGINT");
      const { code } = await result;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
  return started;
}
