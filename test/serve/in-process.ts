import { type RunningServer, type ServerOptions, startServer } from "../../src/serve/start-server.ts";

function onFault(error: Error): never {
  throw error;
}

/** A server inside the test, on a free port, with a clock that the test may hold. */
export function serveHere(
  text: string,
  options: Partial<ServerOptions> = {},
  now: () => number = () => Date.now(),
): Promise<RunningServer> {
  const usual = { file: "spec.yaml", port: 0, host: "127.0.0.1", html: "<p>page</p>", version: "0.0.0", onFault };
  return startServer({ ...usual, ...options, text }, { now, elapsed: () => performance.now() });
}
