import type { HttpRequest } from "../http/request.ts";
import type { Repeat } from "../http/retry.ts";
import type { LinkBase } from "./link-base.ts";

/**
 * The usable versions of `/apis/dashboard.grafana.app`.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export interface DashboardApi {
  /** `default`, `org-2`, `stacks-3`. */
  readonly namespace: string;
  /** For classic JSON: `v1` or `v1beta1`. */
  readonly classic: string;
  /** For schema v2, best first; empty if the server has no stable version. */
  readonly v2: readonly string[];
}

/**
 * One request. `doing` is its purpose, such as `listing the data sources`; error messages begin with it.
 */
export interface GrafanaRequest extends Omit<HttpRequest, "signal"> {
  readonly doing: string;
  /** Statuses that the caller handles, besides 2xx. */
  readonly accept?: readonly number[];
  /** True if the request is read-only, so it may always be retried. Default: true for GET. */
  readonly question?: boolean;
  /**
   * For read-only requests: how far an accepted answer may be retried because of its body. Default: never.
   */
  readonly repeatAnswer?: (answer: GrafanaAnswer) => Repeat;
}

/** An answer whose body was JSON. */
export interface GrafanaAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A connection to one Grafana. `inspect` and `JSON.stringify` do not show its credentials. */
export interface Grafana {
  /** The base URL without trailing slash and without credentials. */
  readonly url: string;
  readonly org: number | undefined;
  /**
   * Sends one request. Reads are retried as {@link GrafanaOptions.retry} says, with backoff and Retry-After; changes
   * only if the server did not receive them, because only the caller can find out the outcome of a lost answer.
   *
   * @throws {GrafanaError} for any status that is neither 2xx nor accepted; `no-answer` without an answer;
   *   `not-grafana` for a 2xx that is not JSON.
   */
  ask(request: GrafanaRequest): Promise<GrafanaAnswer>;
  /**
   * The versions of `/apis/dashboard.grafana.app` on this server; undefined if it has no usable one. Cached after the
   * first call.
   */
  dashboardApi(): Promise<DashboardApi | undefined>;
  /** Where links for people begin. Cached after the first call. */
  linkBase(): Promise<LinkBase>;
  /**
   * Waits before another attempt at something that another run changed at the same time: doubling waits with jitter, as
   * `Retrier` has between questions.
   *
   * @param failed - attempts so far; 1 after the first.
   */
  backOff(failed: number): Promise<void>;
  /** The same connection with another signal: to clean up after an interruption. */
  withSignal(signal: AbortSignal | undefined): Grafana;
  /** Closes idle connections. */
  close(): void;
}
