import type { IncomingMessage } from "node:http";

/** What shall go wrong, with which requests, how often. */
export interface Fault {
  readonly method?: string;
  /** Text that the path (without query) contains, or a pattern that it matches. */
  readonly path?: string | RegExp;
  /** How many requests. Default 1. */
  readonly times?: number;
  /** How many matching requests go through unharmed before. Default 0. */
  readonly after?: number;
  /**
   * `answer`: this status, and nothing is done. `do-then-answer`: done, then this status. `do-then-drop`: done, then
   * the connection is cut. `drop`: cut, nothing is done. `pass`: all is well, after `delayMs` and `run`. Default
   * `answer`.
   */
  readonly action?: "answer" | "do-then-answer" | "do-then-drop" | "drop" | "pass";
  /** Default 500. */
  readonly status?: number;
  /** Text goes as it is. Default: a message in Grafana's form. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds before anything is done. */
  readonly delayMs?: number;
  /** Called before anything is done: another client that is faster. */
  readonly run?: () => void | Promise<void>;
}

/** The faults that are still to come, in the order in which they were asked for. */
export function createFaults() {
  const waiting: { fault: Fault; after: number; times: number }[] = [];
  return {
    add(fault: Fault) {
      waiting.push({ fault, after: fault.after ?? 0, times: fault.times ?? 1 });
    },
    clear() {
      waiting.length = 0;
    },
    /** The first fault that concerns this request; it counts as used. */
    take(request: IncomingMessage, path: string): Fault | undefined {
      for (const entry of waiting) {
        if (!concerns(entry.fault, request.method ?? "GET", path) || entry.times === 0) continue;
        if (entry.after > 0) {
          entry.after--;
          continue;
        }
        entry.times--;
        return entry.fault;
      }
      return undefined;
    },
  };
}

function concerns({ method, path }: Fault, requestMethod: string, requestPath: string): boolean {
  if (method !== undefined && method !== requestMethod) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? requestPath.includes(path) : path.test(requestPath);
}
