import type { CliResult } from "../e2e/cli.ts";
import type { Stack } from "../e2e/stack.ts";
import { startGitHubDouble } from "../servers/github-double.ts";

/** The comment's text of a run for a review on a GitHub double. */
export async function upWithReview(
  stack: Pick<Stack, "run">,
  {
    number,
    args,
    env,
  }: { readonly number: number; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Promise<{ result: CliResult; comment: string; status: unknown }> {
  const github = await startGitHubDouble();
  try {
    const commit = "a".repeat(40);
    github.pulls.set(number, {
      number,
      headRepository: github.repository,
      headRef: "x",
      headSha: commit,
      baseSha: "b".repeat(40),
      merged: false,
      files: [],
      state: "open",
    });
    const own = {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: `${github.url}/api/v3`,
      GITHUB_REPOSITORY: github.repository,
      GITHUB_TOKEN: github.token,
      GITHUB_RUN_ID: "7",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_REF: `refs/pull/${number}/merge`,
      DASHPREVIEW_KEY: `pr-${number}`,
      DASHPREVIEW_COMMIT: commit,
      DASHPREVIEW_STATUS: "true",
    };
    const result = await stack.run(args, { env: { ...own, ...env } });
    const [comment] = github.comments.filter(({ issue }) => issue === number);
    return { result, comment: comment?.body ?? "", status: github.statuses.at(-1) };
  } finally {
    await github.stop();
  }
}
