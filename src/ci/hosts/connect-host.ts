import { createHttpClient } from "../../http/client.ts";
import type { HttpConnectionOptions, HttpResponse } from "../../http/request.ts";
import type { RetryPolicy } from "../../http/retry.ts";
import { createGitHubHost } from "../github/github-host.ts";
import { createGitLabHost } from "../gitlab/gitlab-host.ts";
import type { ReviewHost } from "./host.ts";
import { createHostApi } from "./host-api.ts";
import type { HostAddress } from "./review-shape.ts";

/** What {@link connectHost} needs beside the address. */
export interface HostConnection extends Pick<HttpConnectionOptions, "env" | "caPem" | "userAgent"> {
  readonly token: string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** How long what may be repeated is tried again; see `createHostApi`. */
  readonly retry?: RetryPolicy | undefined;
}

/** A connection to a review's host. Nothing is asked yet. The token is sent to the address's own server only. */
export function connectHost(address: HostAddress, connection: HostConnection): ReviewHost {
  return address.kind === "github" ? connectGitHub(address, connection) : connectGitLab(address, connection);
}

const gitHubHeaders = { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28" };
const gitHubAdvice =
  "does the token have the right? a comment needs `pull-requests: write` in the job's permissions (a fork's run never has it)";
const gitLabAdvice =
  "does the token have the right? use a project access token with the scope api and the role Reporter or higher (CI_JOB_TOKEN cannot write notes)";

function connectGitHub(address: HostAddress, { token, sleep, signal, retry, ...connection }: HostConnection): ReviewHost {
  const common = { ...connection, auth: { type: "bearer", token } as const, ownHeaders: gitHubHeaders, timeoutMs: 20_000, maxSockets: 2 };
  const api = (url: string) =>
    createHostApi({
      client: createHttpClient({ ...common, url }),
      name: "GitHub",
      sleep,
      signal,
      retry,
      hasNext: ({ headers }) => /<[^>]*>;\s*rel="next"/.test(headers["link"] ?? ""),
      advice: gitHubAdvice,
    });
  // https://ghes.example/api/v3 and https://ghes.example/api/graphql; https://api.github.com and https://api.github.com/graphql.
  return createGitHubHost(api(address.apiUrl), api(address.apiUrl.replace(/\/v3$/, "")), address);
}

function connectGitLab(address: HostAddress, { token, sleep, signal, retry, ...connection }: HostConnection): ReviewHost {
  const client = createHttpClient({
    ...connection,
    url: address.apiUrl,
    auth: { type: "bearer", token },
    timeoutMs: 20_000,
    maxSockets: 2,
  });
  return createGitLabHost(
    createHostApi({ client, name: "GitLab", sleep, signal, retry, hasNext: gitLabHasNext, advice: gitLabAdvice }),
    address,
  );
}

/** A full page without the header (a proxy took it) counts as one more. */
function gitLabHasNext({ headers }: HttpResponse, items: number): boolean {
  const next = headers["x-next-page"];
  return next === undefined ? items >= 100 : next !== "";
}
