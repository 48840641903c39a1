import { readGitRemote } from "../../../ci/git/git-remote.ts";
import { type CiHost, tokenFrom } from "../../../ci/hosts/ci-host.ts";
import { hostOf } from "../../../ci/hosts/hosts.ts";
import { detectReview } from "../../../ci/hosts/review.ts";
import type { HostAddress, HostKind } from "../../../ci/hosts/review-shape.ts";
import { isSameSite } from "../../../ci/hosts/review-url.ts";
import { settingsWays } from "../../../ci/settings/connect-settings.ts";
import type { SettingsStore } from "../../../ci/settings/settings-store.ts";
import { UsageError } from "../../../errors.ts";
import { serverAddress } from "../../../text/server-address.ts";
import type { CliContext } from "../../context.ts";
import { networkFrom } from "../../flags/connections.ts";
import { retryFrom } from "../../flags/retry.ts";
import type { SetupRequest } from "./options.ts";

const kinds = ["github", "gitlab", "forgejo"] as const satisfies readonly HostKind[];

/**
 * The repository whose pipelines get the variables; undefined if no host was asked for. Nothing is sent yet.
 *
 * @throws {UsageError} if it is not known which repository, or how to log in there.
 */
export function openStore(request: SetupRequest, context: CliContext): SettingsStore | undefined {
  const [kind, another] = kinds.filter((name) => request[name]);
  if (kind === undefined) return undefined;
  if (another !== undefined) throw new UsageError(`--${kind} and --${another}: one host at a time`);
  const host = hostOf({ kind });
  const address = repositoryOf(host, request, context);
  const { sleep, signal, env, childEnv, cwd } = context;
  const { api, program } = settingsWays[kind];
  const token = request.hostToken || tokenFrom(host, env);
  if (token !== undefined) {
    const retry = retryFrom(host.name, request, context);
    return api(address, { token, sleep, signal, retry, ...networkFrom(request.caFile, context) });
  }
  if (program !== undefined) return program.open(address, { name: program.name, env: childEnv, cwd, signal });
  throw new UsageError(`--${kind}: no token for ${address.serverUrl}: set ${host.tokenVariables[0]}`);
}

/** From `--repository`, the CI that runs this, or the git remote. A server that a remote alone names gets none. */
function repositoryOf(host: CiHost, { repository: page }: SetupRequest, context: CliContext): HostAddress {
  const { env, cwd, user } = context;
  if (page !== undefined) {
    const address = serverAddress(page.replace(/\.git$/, ""));
    const named = serverAddress(env[host.apiVariable]);
    const found = address === undefined ? undefined : addressOf(host, address, named);
    if (found !== undefined) return found;
    throw new UsageError(
      `--repository ${page}: expected the address of a page such as https://${
        host.publicHost ?? "codeberg.org"
      }/acme/dashboards`,
    );
  }
  const { host: own, remote } = detectReview({ env, event: undefined, remoteUrl: readGitRemote(cwd), user });
  const found = [own, remote].find((address) => address?.kind === host.kind);
  if (found !== undefined) return found;
  throw new UsageError(
    `--${host.kind}: which repository? The git remote here is of no server that is known to be ${host.name}. ` +
      `Next: pass --repository https://${host.publicHost ?? "codeberg.org"}/acme/dashboards`,
  );
}

function addressOf(host: CiHost, page: string, named: string | undefined): HostAddress | undefined {
  const { origin, hostname, pathname } = new URL(page);
  const own = named !== undefined && isSameSite(new URL(named).hostname, hostname) ? named : undefined;
  // A server below a sub-path: its API's address says how much of the path is the server's.
  const suffix = host.defaultApiUrl("https://server.invalid").slice("https://server.invalid".length);
  const base = own?.endsWith(suffix) === true ? new URL(own.slice(0, -suffix.length)).pathname.replace(/\/+$/, "") : "";
  const path = base !== "" && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  const repository = host.repositoryPath(path.replace(/^\//, ""));
  if (repository === undefined) return undefined;
  const serverUrl = `${origin}${path === pathname ? "" : base}`;
  return { kind: host.kind, serverUrl, repository, apiUrl: own ?? host.defaultApiUrl(serverUrl) };
}
