import { reviewNumber } from "../comment/checked-text.ts";
import type { CiHost } from "../hosts/ci-host.ts";
import { forgejoApi, forgejoReview, forgejoReviewUrl, keyPrefix, repositoryPath } from "./forgejo-review.ts";

/**
 * Forgejo and Gitea, whose API is the same as far as it is used here. Held to Gitea's published description; both
 * servers' sources are cited where the description is silent.
 *
 * `GITHUB_TOKEN` is not among the token variables although every job of theirs has it: in GitHub Actions the same name
 * holds GitHub's token, which `--review-url` of a Forgejo would then send to that server. Forgejo's runner sets
 * `FORGEJO_TOKEN` to the same value (`withGithubEnv` in `act/runner/run_context.go`, since runner 7); the action passes
 * `github.token` as its input.
 */
export const forgejo: CiHost = {
  kind: "forgejo",
  name: "Forgejo",
  reviewName: "pull request",
  keyPrefix,
  tokenVariables: ["FORGEJO_TOKEN", "GITEA_TOKEN"],
  tokenAdvice:
    "set FORGEJO_TOKEN (Forgejo's runner sets it; in a Gitea workflow: env: GITEA_TOKEN: ${{ github.token }}), " +
    "outside of a job to an access token with the scopes read:user, write:issue and write:repository",
  apiVariable: "FORGEJO_API_URL",
  eventVariable: "GITHUB_EVENT_PATH",
  detect: forgejoReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/([^/]+\/[^/]+)\/pulls\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [repositoryPath(path), reviewNumber(digits)];
    return repository === undefined || number === undefined ? undefined : { repository, number };
  },
  repositoryPath,
  reviewUrl: forgejoReviewUrl,
  defaultApiUrl: forgejoApi,
  headRef: (number) => `refs/pull/${number}/head`,
};
