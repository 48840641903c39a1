import { makeKey, projectId } from "../../identity/preview-identity.ts";
import { hosts } from "./hosts.ts";
import type { Review, ReviewSources } from "./review-shape.ts";

/**
 * Says which review this run belongs to: by the first host whose CI it runs in, else by the git remote and the user.
 */
export function detectReview(sources: ReviewSources): Review {
  for (const host of hosts) {
    const review = host.detect(sources);
    if (review !== undefined) return review;
  }
  return fromRemote(sources);
}

function fromRemote({ remoteUrl, user }: ReviewSources): Review {
  const remote = remoteUrl === undefined ? undefined : parseRemoteUrl(remoteUrl);
  return { project: remote === undefined ? "local" : projectId(remote), key: makeKey("local", user) };
}

/**
 * Host and path of a git remote: `git@host:path.git`, `ssh://git@host:22/path`, `https://user@host/path.git`; undefined
 * for a folder.
 */
function parseRemoteUrl(url: string): { host: string; path: string } | undefined {
  const match =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(url) ??
    /^(?:[^@/]+@)([^/:]+):(?!\/\/)(.+)$/.exec(url);
  if (match === null) return undefined;
  const path = match[2]!.replace(/\/+$/, "").replace(/\.git$/, "");
  return path === "" ? undefined : { host: match[1]!, path };
}
