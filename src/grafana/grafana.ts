import type { HttpRequest } from "../http/request.ts";
import type { Repeat } from "../http/retry.ts";

/**
 * The usable version of `/apis/dashboard.grafana.app`. @see
 * https://grafana.com/docs/grafana/latest/developers/http_api/apis/
 */
export interface DashboardApi {
  /** `default`, `org-2`, `stacks-3`. */
  readonly namespace: string;
  /** For classic JSON: `v1` or `v1beta1`. */
  readonly classic: string;
  /** For schema v2, best first; empty where the server has none that is stable enough. */
  readonly v2: readonly string[];
}

/**
 * One request, and in a few words what it is for: `listing the data sources`. The words begin the message of an error.
 */
export interface GrafanaRequest extends Omit<HttpRequest, "signal"> {
  readonly doing: string;
  /** Statuses that the caller handles itself. 2xx always are. */
  readonly accept?: readonly number[];
  /** It changes nothing, so it may be asked again whatever became of it. Default: for a GET. */
  readonly question?: boolean;
  /**
   * Of a question: whether an answer that was accepted says in its body that it failed in passing. Default: none does.
   */
  readonly repeatAnswer?: (answer: GrafanaAnswer) => Repeat;
}

/** An answer whose body was JSON. */
export interface GrafanaAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A connection to one Grafana. Holds its credentials where `inspect` and `JSON.stringify` do not find them. */
export interface Grafana {
  /** The base URL without a slash at the end and without credentials. */
  readonly url: string;
  readonly org: number | undefined;
  /**
   * Sends one request. A question is asked again as {@link GrafanaOptions.retry} says, with backoff and Retry-After; a
   * change only if nobody was there to take it: only the caller can find out what a lost answer did.
   *
   * @throws {GrafanaError} for any status that is neither 2xx nor accepted; `no-answer` if none came; `not-grafana` for
   *   a 2xx that is not JSON.
   */
  ask(request: GrafanaRequest): Promise<GrafanaAnswer>;
  /**
   * Which versions of `/apis/dashboard.grafana.app` this server has; undefined where it has none that is usable. Asked
   * once.
   */
  dashboardApi(): Promise<DashboardApi | undefined>;
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
