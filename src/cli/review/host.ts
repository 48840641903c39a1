import { tokenFrom } from "../../ci/hosts/ci-host.ts";
import { connectHost } from "../../ci/hosts/connect-host.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import { hostNames, hostOf } from "../../ci/hosts/hosts.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import type { CliContext } from "../context.ts";
import { networkFrom } from "../flags/connections.ts";
import { retryFrom } from "../flags/retry.ts";
import { redactedHost } from "./redacted-host.ts";

/** The flags that a connection to the host is made of. */
export interface HostRequest {
  readonly hostToken?: string | undefined;
  readonly caFile?: string | undefined;
  readonly retryForMs: number;
}

/** The review's host; undefined where there is none or no token for it. Nothing is asked yet. */
export function hostFrom(
  request: HostRequest,
  { host }: Pick<Review, "host">,
  context: CliContext,
): ReviewHost | undefined {
  const { env, sleep, signal } = context;
  if (host === undefined) return undefined;
  const its = hostOf(host);
  const token = request.hostToken || tokenFrom(its, env);
  if (token === undefined) return undefined;
  const retry = retryFrom(its.name, request, context);
  const connected = connectHost(host, { token, sleep, signal, retry, ...networkFrom(request.caFile, context) });
  return redactedHost(connected, context.redactor);
}

/** How to give the token that is missing. */
export function tokenAdvice({ host }: Pick<Review, "host">): string {
  return host === undefined ? `which ${hostNames()}? run it in CI, or pass --review-url` : hostOf(host).tokenAdvice;
}
