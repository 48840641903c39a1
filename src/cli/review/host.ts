import { connectHost } from "../../ci/hosts/connect-host.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import type { CliContext } from "../context.ts";
import { networkFrom } from "../flags/connections.ts";
import { retryFrom } from "../flags/retry.ts";
import { redactedHost } from "./redacted-host.ts";

/** The flags that a connection to the host is made of. */
export interface HostFlags {
  readonly "host-token"?: string | undefined;
  readonly "ca-file"?: string | undefined;
  readonly "retry-for": string;
}

/** The review's host; undefined where there is none or no token for it. Nothing is asked yet. */
export function hostFrom(flags: HostFlags, { host }: Pick<Review, "host">, context: CliContext): ReviewHost | undefined {
  const { env, sleep, signal } = context;
  if (host === undefined) return undefined;
  const token = flags["host-token"] || (host.kind === "github" ? env["GITHUB_TOKEN"] || env["GH_TOKEN"] : env["GITLAB_TOKEN"]) || undefined;
  if (token === undefined) return undefined;
  const retry = retryFrom(host.kind === "github" ? "GitHub" : "GitLab", flags, context);
  const connected = connectHost(host, { token, sleep, signal, retry, ...networkFrom(flags["ca-file"], context) });
  return redactedHost(connected, context.redactor);
}

/** How to give the token that is missing. */
export function tokenAdvice({ host }: Pick<Review, "host">): string {
  if (host === undefined) return "which GitHub or GitLab? run it in CI, or pass --review-url";
  return host.kind === "github"
    ? "set GITHUB_TOKEN (in a workflow: env: GITHUB_TOKEN: ${{ github.token }})"
    : "set GITLAB_TOKEN to a project access token with the scope api (CI_JOB_TOKEN cannot write notes)";
}
