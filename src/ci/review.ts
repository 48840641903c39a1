import { makeKey, projectId } from "../grafana/identity.ts";

/** Which review a run belongs to, as far as the environment tells. Nothing is asked over the network. */
export interface Review {
  /** 8 base32 characters, or `local` outside a repository. */
  readonly project: string;
  /** `pr-123`, `mr-45`, `local-<user>`. */
  readonly key: string;
  /** The review's number, for links and the manifest. */
  readonly number?: number;
  /** Where reviewers go back to. */
  readonly url?: string;
  /** Head commit, 40 hex digits. */
  readonly commit?: string;
  /** Later runs of the same CI have a higher order. Absent outside CI: then the server's clock decides. */
  readonly order?: number;
}

/** What {@link detectReview} looks at. */
export interface ReviewSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The URL of the git remote `origin`, if there is one. */
  readonly remoteUrl?: string | undefined;
  /** The user's login name, for a key of their own. */
  readonly user: string;
}

/** Says which review this run belongs to: GitHub Actions, GitLab CI, else the git remote and the user. */
export function detectReview(sources: ReviewSources): Review {
  return fromGitHub(sources) ?? fromGitLab(sources) ?? fromRemote(sources);
}

function fromGitHub({ env, user }: ReviewSources): Review | undefined {
  const { GITHUB_ACTIONS, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (GITHUB_ACTIONS !== "true" || server === undefined || repository === undefined) return undefined;
  const number = Number(/^refs\/pull\/(\d+)\//.exec(env["GITHUB_REF"] ?? "")?.[1] ?? Number.NaN);
  const found = Number.isSafeInteger(number);
  return {
    project: projectId({ host: new URL(server).host, path: repository }),
    key: found ? `pr-${number}` : makeKey("branch", env["GITHUB_REF_NAME"] ?? user),
    ...(found ? { number, url: `${server}/${repository}/pull/${number}` } : {}),
    ...optional("commit", commitHash(env["GITHUB_SHA"])),
    ...optional("order", runOrder(env["GITHUB_RUN_NUMBER"], env["GITHUB_RUN_ATTEMPT"])),
  };
}

function fromGitLab({ env, user }: ReviewSources): Review | undefined {
  const { GITLAB_CI, CI_SERVER_HOST: host, CI_PROJECT_PATH: path, CI_PROJECT_URL: projectUrl } = env;
  if (GITLAB_CI !== "true" || host === undefined || path === undefined) return undefined;
  const number = Number(env["CI_MERGE_REQUEST_IID"] || Number.NaN);
  const found = Number.isSafeInteger(number);
  return {
    project: projectId({ host, path }),
    key: found ? `mr-${number}` : makeKey("branch", env["CI_COMMIT_REF_SLUG"] ?? user),
    ...(found ? { number, ...optional("url", projectUrl && `${projectUrl}/-/merge_requests/${number}`) } : {}),
    ...optional("commit", commitHash(env["CI_COMMIT_SHA"])),
    ...optional("order", runOrder(env["CI_PIPELINE_IID"], "1")),
  };
}

function fromRemote({ remoteUrl, user }: ReviewSources): Review {
  const remote = remoteUrl === undefined ? undefined : parseRemoteUrl(remoteUrl);
  return { project: remote === undefined ? "local" : projectId(remote), key: makeKey("local", user) };
}

/** Host and path of a git remote: `git@host:path.git`, `ssh://git@host:22/path`, `https://user@host/path.git`; undefined for a folder. */
export function parseRemoteUrl(url: string): { host: string; path: string } | undefined {
  const match = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(url) ?? /^(?:[^@/]+@)([^/:]+):(?!\/\/)(.+)$/.exec(url);
  if (match === null) return undefined;
  const path = match[2]!.replace(/\/+$/, "").replace(/\.git$/, "");
  return path === "" ? undefined : { host: match[1]!, path };
}

/** Run number first, attempt second: re-running an old run does not outrank a newer one. At most 999 attempts count. */
function runOrder(run: string | undefined, attempt: string | undefined): number | undefined {
  const [first, second] = [Number(run || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first * 1000) || first < 0 || !(second >= 0)) return undefined;
  return first * 1000 + Math.min(999, Math.floor(second));
}

function commitHash(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text) ? text : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined | ""): { [P in K]?: V } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { [P in K]?: V });
}
