import { makeKey } from "../../identity/preview-identity.ts";
import { checkoutProjectId, projectId } from "../../identity/project-id.ts";
import { defined } from "../../json/defined.ts";
import { hosts } from "./hosts.ts";
import { type GitRemote, remoteHost } from "./remote-host.ts";
import type { Review, ReviewSources } from "./review-shape.ts";

/**
 * Says which review this run belongs to: by the first host whose CI it runs in, else by the git remote and the user.
 * A checkout without a remote on any server is a project of its own: nobody else's previews are in it.
 */
export function detectReview(sources: ReviewSources): Review {
  for (const host of hosts) {
    const review = host.detect(sources);
    if (review !== undefined) return review;
  }
  return fromRemote(sources);
}

function fromRemote({ remoteUrl, user, env, checkout }: ReviewSources): Review {
  const key = makeKey("local", user);
  const remote = remoteUrl === undefined ? undefined : parseRemoteUrl(remoteUrl);
  if (remote !== undefined) return { project: projectId(remote), key, ...defined({ remote: remoteHost(remote, env) }) };
  return { project: checkout === undefined ? "local" : checkoutProjectId({ ...checkout, user }), key };
}

/**
 * Host and path of a git remote: `git@host:path.git`, `ssh://git@host:22/path`, `https://user@host/path.git`; undefined
 * for a folder.
 */
function parseRemoteUrl(url: string): GitRemote | undefined {
  const match =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(url) ??
    /^(?:[^@/]+@)([^/:]+):(?!\/\/)(.+)$/.exec(url);
  if (match === null) return undefined;
  const path = match[2]!.replace(/\/+$/, "").replace(/\.git$/, "");
  return path === "" ? undefined : { host: match[1]!, path };
}
