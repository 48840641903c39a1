import { readGitRemote } from "../ci/git-remote.ts";
import { detectReview, type Review } from "../ci/review.ts";
import { UsageError } from "../errors.ts";
import { identityPatterns, makeKey } from "../grafana/identity.ts";
import type { CliContext } from "./context.ts";

/** The flags of `reviewOptions`, and `--review-url` where a command has it. */
export interface ReviewFlags {
  readonly project?: string | undefined;
  readonly key?: string | undefined;
  readonly name?: string | undefined;
  readonly "review-url"?: string | undefined;
}

/**
 * Which review this run belongs to: what the CI's environment or the git remote tells, with flags going before it.
 *
 * @throws {UsageError} if a flag is none of what it must be.
 */
export function reviewFrom(flags: ReviewFlags, { env, cwd, user }: CliContext): Review {
  const found = detectReview({ env, remoteUrl: readGitRemote(cwd), user });
  const { project = found.project, name } = flags;
  if (!identityPatterns.project.test(project)) throw new UsageError(`--project ${project}: expected 8 characters of a-z2-7, or local`);
  const url = flags["review-url"];
  if (url !== undefined && !/^https?:\/\/[^\s"'<>\\]{1,2000}$/.test(url))
    throw new UsageError(`--review-url: expected an http or https address`);
  return { ...found, project, key: makeKey(flags.key ?? found.key, name), ...(url === undefined ? {} : { url }) };
}
