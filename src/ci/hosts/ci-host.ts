import type { HttpConnectionOptions } from "../../http/request.ts";
import type { RetryPolicy } from "../../http/retry.ts";
import type { ReviewHost } from "./host.ts";
import type { HostAddress, HostKind, Review, ReviewSources } from "./review-shape.ts";

/** Options of {@link ConnectHost}. */
export interface HostConnection extends Pick<HttpConnectionOptions, "env" | "caPem" | "userAgent"> {
  readonly token: string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** How long what may be repeated is tried again; see `createHostApi`. */
  readonly retry?: RetryPolicy | undefined;
}

/** A review as an address names it. */
export interface ReviewPath {
  /** Full path: `owner/name`, `group/sub/project`. */
  readonly repository: string;
  readonly number: number;
}

/** Makes a connection. Sends nothing yet. The token goes to the address's own server only. */
export type ConnectHost = (address: HostAddress, connection: HostConnection) => ReviewHost;

/**
 * A kind of server that reviews live on, and its CI: names, variables, addresses and words. How to connect to it is in
 * `connect-host.ts`, since the action needs only these and should not load an HTTP client. Nothing outside of a host's
 * folder compares with its name.
 */
export interface CiHost {
  readonly kind: HostKind;
  /** For people: `GitHub`. */
  readonly name: string;
  /** The host's word for a review: `pull request`. */
  readonly reviewName: string;
  /** Keys of its reviews are this, a hyphen and the number: `pr`. No two hosts share one. */
  readonly keyPrefix: string;
  /** Environment variables that may hold a token; the first one that is set counts. */
  readonly tokenVariables: readonly [string, ...string[]];
  /** How to give the token where it is missing; goes on a sentence. */
  readonly tokenAdvice: string;
  /** The host name of the server that the token is for unless the environment names an API; undefined without one. */
  readonly publicHost?: string;
  /** The environment variable that names the API's address. */
  readonly apiVariable: string;
  /** The environment variable that names the file of the event that started a run; undefined where there is none. */
  readonly eventVariable?: string;
  /** The review of a run in this host's CI; undefined elsewhere. */
  detect(sources: ReviewSources): Review | undefined;
  /** The review that the path of an address names; undefined for any other path. */
  parseReviewPath(pathname: string): ReviewPath | undefined;
  /** The full path of a repository, if it can be one; undefined for any other text. */
  repositoryPath(text: string): string | undefined;
  /** Address of a review's page. */
  reviewUrl(address: Pick<HostAddress, "serverUrl" | "repository">, number: number): string;
  /** Base URL of the REST API where the environment names none. */
  defaultApiUrl(serverUrl: string): string;
  /** The git ref of a review's head in the repository that it goes into. */
  headRef(number: number): string;
}

/** The key of a review: `pr-12`. */
export function reviewKey({ keyPrefix }: Pick<CiHost, "keyPrefix">, number: number): string {
  return `${keyPrefix}-${number}`;
}

/** The first token that the environment holds for this host. */
export function tokenFrom(
  { tokenVariables }: Pick<CiHost, "tokenVariables">,
  env: ReviewSources["env"],
): string | undefined {
  return tokenVariables.map((name) => env[name]).find((token) => token !== undefined && token !== "");
}
