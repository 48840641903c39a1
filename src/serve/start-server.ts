import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { ReadRecording } from "../data-spec/replay/recordings.ts";
import { UsageError } from "../errors.ts";
import { anchorMs } from "../generator/sampling/grid.ts";
import type { Playground } from "../preview/playground/playground.ts";
import { createServeApp } from "./api/app.ts";
import { type ServeLimits, usualLimits } from "./api/limits.ts";
import { OwnMetrics } from "./api/own-metrics.ts";
import type { ServeParts } from "./api/serve-parts.ts";
import { momentOf } from "./clock/moment.ts";
import { SpecClock } from "./clock/spec-clock.ts";
import { asServed } from "./page-headers.ts";
import { type LoadOptions, loadSpec } from "./running/load-spec.ts";
import { RunningSpec } from "./running/running-spec.ts";
import { SpecEditor } from "./running/spec-editor.ts";

/** Options of {@link startServer}. */
export interface ServerOptions extends Omit<LoadOptions, "nowMs"> {
  /** The data spec. */
  readonly text: string;
  /** 0 for any free one. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Names that the `Host` header may have beside the address itself, with or without a port. */
  readonly allowedHosts?: readonly string[];
  /** Spec seconds a second. Default 1. */
  readonly speed?: number;
  /** Where the spec's clock begins: `now`, a time in UTC, or a duration after the anchor. */
  readonly at?: string | undefined;
  /** Default: a new one. */
  readonly token?: string | undefined;
  readonly openReads?: boolean;
  readonly protectMetrics?: boolean;
  readonly limits?: Partial<ServeLimits>;
  /** The page at `/`. */
  readonly html: string;
  /** The specs and the Prometheus of that page; they end with the server. */
  readonly playground?: Playground | undefined;
  /** Hears of mistakes of the program, which clients are told nothing of. */
  readonly onFault?: (error: Error) => void;
  readonly version: string;
}

/** Clocks of {@link startServer}. */
export interface ServerContext {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds by a clock that is never set. */
  readonly elapsed: () => number;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:9464/` */
  readonly url: string;
  readonly token: string;
  readonly parts: ServeParts;
  readonly app: FastifyInstance;
  /** Answers what was asked, then closes; what takes longer than a few seconds is cut off. Safe to repeat. */
  stop(): Promise<void>;
}

/** How long requests may go on after the end was asked for. */
const graceMs = 3000;

/**
 * Serves the series of a spec.
 *
 * @throws {SpecError} if the spec is wrong.
 * @throws {UsageError} if the port cannot be had, or the moment is none.
 */
export async function startServer(options: ServerOptions, { now, elapsed }: ServerContext): Promise<RunningServer> {
  const { text, file, stepMs, historyMs, maxSeries, maxSamples, port, host, speed = 1 } = options;
  const startedMs = now();
  const readFile = options.readFile && onlyTheFirst(options.readFile);
  const load = { stepMs, historyMs, maxSeries, maxSamples, readFile, nowMs: startedMs };
  const base = loadSpec(text, { ...load, file });
  const loaded = options.scenario === undefined ? base : loadSpec(text, { ...load, file, scenario: options.scenario });
  readFile?.close();
  const specMs = beginMs(options.at ?? (loaded.plan.fixedStart ? "0s" : "now"), anchorMs(loaded.plan.grid), startedMs);
  const running = new RunningSpec(loaded, { clock: new SpecClock({ now, specMs, speed }), elapsed });
  const token = options.token ?? randomBytes(24).toString("base64url");
  const parts: ServeParts = {
    running,
    editor: new SpecEditor(running, load),
    metrics: new OwnMetrics(running),
    page: asServed(options.html),
    playground: options.playground,
    instance: randomBytes(8).toString("hex"),
    startedMs,
    version: options.version,
    onFault: options.onFault ?? (() => {}),
  };
  let hosts: ReadonlySet<string> = new Set();
  const app = await createServeApp(parts, {
    token,
    openReads: options.openReads ?? false,
    protectMetrics: options.protectMetrics ?? false,
    hosts: () => hosts,
    limits: { ...usualLimits, ...options.limits },
    elapsed,
  });
  await app.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error, host, port);
  });
  const { port: own } = app.server.address() as AddressInfo;
  hosts = hostNames(host, own, options.allowedHosts ?? []);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${own}/`,
    token,
    parts,
    app,
    async stop() {
      const cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
      await app.close();
      clearTimeout(cut);
      await options.playground?.stop();
    },
  };
}

/** Reads again whatever the first spec read: a client of the API can name no other file of this machine. */
function onlyTheFirst(readFile: ReadRecording): ReadRecording & { close: () => void } {
  const texts = new Map<string, string>();
  let open = true;
  const read = (path: string): string => {
    const text = texts.get(path) ?? (open ? readFile(path) : undefined);
    if (text === undefined)
      throw new UsageError(`${path} was not among the files of the spec that serve began with; write the values out`);
    texts.set(path, text);
    return text;
  };
  return Object.assign(read, {
    close: () => {
      open = false;
    },
  });
}

function beginMs(at: string, anchor: number, nowMs: number): number {
  const ms = momentOf(at, { anchorMs: anchor, nowMs });
  if (ms === undefined) throw new UsageError(`--at ${at}: there is no such time`);
  return ms;
}

/** The names under which a client may ask for this server. */
function hostNames(host: string, port: number, allowed: readonly string[]): Set<string> {
  const names = ["127.0.0.1", "localhost", "[::1]", host.includes(":") ? `[${host}]` : host, ...allowed];
  return new Set(
    names.flatMap((name) => {
      const lower = name.toLowerCase();
      if (/:\d+$/.test(lower)) return [lower];
      return port === 80 ? [lower, `${lower}:80`] : [`${lower}:${port}`];
    }),
  );
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why = error.code === "EADDRINUSE" ? "another program has it" : (error.code ?? error.message);
  return new UsageError(`cannot listen on ${host}:${port}: ${why}; --port names another port, 0 any free one`, {
    code: "port",
  });
}
