import { asArray, field, textField } from "../../json/read.ts";
import { commitHash } from "../comment/checked-text.ts";
import type { HostApi } from "../hosts/host-api.ts";

/** Commits at which the head's own ones may begin, beyond which nothing more is asked. */
const maxBoundary = 10;

/**
 * The common ancestor of two commits. The API has no question for it: a comparison lists the commits from the common
 * ancestor (which it leaves out) to the head. So the ancestor is a parent of a listed commit, and is not listed itself.
 * Where the head has merged the base's branch there are several such parents, all of them ancestors of one: that one is
 * wanted. An empty list means that the head is an ancestor itself.
 *
 * @param repo - `/repos/owner/name`.
 * @returns undefined if the server does not have one of the commits, or there are more than 10 candidates.
 * @see https://github.com/go-gitea/gitea `routers/api/v1/repo/compare.go`: `CompareDiff`
 */
export async function findMergeBase(
  api: HostApi,
  repo: string,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<string | undefined> {
  const commits = await commitsBetween(api, repo, base, head);
  if (commits === undefined) return undefined;
  if (commits.length === 0) return commitHash(head);
  const own = new Set(commits.map((commit) => textField(commit, "sha")));
  const parents = commits.flatMap((commit) => asArray(field(commit, "parents")).map((raw) => textField(raw, "sha")));
  const boundary = [...new Set(parents)].filter((sha) => !own.has(sha)).map(commitHash);
  if (boundary.length > maxBoundary) return undefined;
  let latest = boundary[0];
  for (const other of boundary.slice(1)) {
    if (latest === undefined || other === undefined) return undefined;
    // What has nothing of its own beside `latest` is an ancestor of it.
    const beyond = await commitsBetween(api, repo, latest, other);
    if (beyond === undefined) return undefined;
    if (beyond.length > 0) latest = other;
  }
  return latest;
}

async function commitsBetween(
  api: HostApi,
  repo: string,
  base: string,
  head: string,
): Promise<readonly unknown[] | undefined> {
  const response = await api.send({
    method: "GET",
    path: `${repo}/compare/${base}...${head}`,
    accept: [404],
    doing: "comparing with the base",
  });
  const commits = response.status === 200 ? field(response.json(), "commits") : undefined;
  return Array.isArray(commits) ? (commits as unknown[]) : undefined;
}
