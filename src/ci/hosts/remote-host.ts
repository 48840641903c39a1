import { serverAddress } from "../comment/checked-text.ts";
import type { CiHost } from "./ci-host.ts";
import { hosts } from "./hosts.ts";
import type { HostAddress, ReviewSources } from "./review-shape.ts";
import { isSameSite } from "./review-url.ts";

/** Host name and path of a git remote. */
export interface GitRemote {
  /** Without a port. */
  readonly host: string;
  /** Without `.git`; includes the sub-path of a server that lies below one. */
  readonly path: string;
}

/**
 * The host that a git remote leads to. Whoever wrote the remote must not receive a token of another server, so it
 * counts only if it leads to the server whose API the environment names, or without such a name to the host's public
 * one.
 */
export function remoteHost(remote: GitRemote, env: ReviewSources["env"]): HostAddress | undefined {
  for (const host of hosts) {
    const named = serverAddress(env[host.apiVariable]);
    const found = named === undefined ? publicServer(host, remote) : namedServer(host, remote, named);
    if (found !== undefined) return found;
  }
  return undefined;
}

function publicServer(
  { kind, publicHost, repositoryPath, defaultApiUrl }: CiHost,
  { host, path }: GitRemote,
): HostAddress | undefined {
  const repository = host.toLowerCase() === publicHost ? repositoryPath(path) : undefined;
  const serverUrl = `https://${publicHost}`;
  return repository === undefined ? undefined : { kind, serverUrl, repository, apiUrl: defaultApiUrl(serverUrl) };
}

function namedServer(
  { kind, repositoryPath, defaultApiUrl }: CiHost,
  { host, path }: GitRemote,
  apiUrl: string,
): HostAddress | undefined {
  if (!isSameSite(new URL(apiUrl).hostname, host.toLowerCase())) return undefined;
  const suffix = suffixOf(defaultApiUrl);
  const serverUrl = apiUrl.endsWith(suffix) ? apiUrl.slice(0, -suffix.length) : `https://${host.toLowerCase()}`;
  // The path of an http remote starts with the server's sub-path.
  const subPath = `${new URL(serverUrl).pathname.replace(/^\/+|\/+$/g, "")}/`;
  const repository = repositoryPath(subPath !== "/" && path.startsWith(subPath) ? path.slice(subPath.length) : path);
  return repository === undefined ? undefined : { kind, serverUrl, repository, apiUrl };
}

/** The path of the API below its server's address: `/api/v4`. */
function suffixOf(defaultApiUrl: CiHost["defaultApiUrl"]): string {
  const server = "https://server.invalid";
  return defaultApiUrl(server).slice(server.length);
}
