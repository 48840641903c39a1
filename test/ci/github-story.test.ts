import { expect } from "vitest";
import { pictureBranch } from "../../src/ci/github/github-pictures.ts";
import { startGitHubDouble } from "../servers/github-double.ts";
import { runAction } from "./github-run.ts";
import { type StoryEvent, type StoryHost, tellStory } from "./story.ts";

const bot = "github-actions[bot]";
const actions: Readonly<Record<StoryEvent, string>> = {
  opened: "opened",
  pushed: "synchronize",
  closed: "closed",
  schedule: "",
};

tellStory(async (): Promise<StoryHost> => {
  const github = await startGitHubDouble();
  const logs: string[] = [];
  const summaries: string[] = [];
  const event = (number: number, kind: StoryEvent) => {
    const pull = github.pulls.get(number);
    if (pull === undefined) return { schedule: "17 3 * * *" };
    const repo = { full_name: github.repository };
    const pull_request = {
      number,
      merged: pull.merged,
      head: { sha: pull.headSha, ref: pull.headRef, repo },
      base: { sha: pull.baseSha, ref: "main", repo },
    };
    return { action: actions[kind], pull_request };
  };
  return {
    prefix: "pr",
    open: (number, { commit, base }) => {
      const pull = {
        number,
        headRepository: github.repository,
        headRef: `review-${number}`,
        headSha: commit,
        baseSha: base,
        merged: false,
        files: [],
      };
      github.pulls.set(number, { ...pull, state: "open" });
    },
    push(number, commit) {
      github.pulls.get(number)!.headSha = commit;
    },
    close(number, how) {
      Object.assign(github.pulls.get(number)!, { state: "closed", merged: how === "merged" });
    },
    async run({ number, event: kind, folder, order, grafanaUrl, flags }, { prometheusUrl, grafanaToken }) {
      const inputs = {
        dashboards: "boards",
        "grafana-url": grafanaUrl,
        "grafana-token": grafanaToken,
        "prometheus-url": prometheusUrl,
        history: "10m",
        status: "true",
        deployment: "true",
        comment: kind === "schedule" ? "auto" : "required",
        ...flags,
      };
      const result = await runAction({
        github,
        folder,
        eventName: kind === "schedule" ? "schedule" : "pull_request",
        event: event(number, kind),
        runId: String(order),
        inputs,
        // The host is down in one of these runs, and stays so.
        env: kind === "schedule" ? { DASHPREVIEW_RETRY_FOR: "2s" } : {},
      });
      logs.push(result.log);
      summaries.push(result.summary);
      return result;
    },
    ours: (number) => github.comments.filter(({ issue, login }) => issue === number && login === bot),
    chatter(number, count) {
      for (let index = 0; index < count; index++) github.addComment(number, "octocat", `comment ${index}`);
    },
    picture(address) {
      const [, commit, path] = /\/blob\/([0-9a-f]{40})\/(.*)\?raw=true$/.exec(address) ?? [];
      return github.git.file(commit!, path!);
    },
    pictures(number) {
      const { tree } = github.git.commits.get(github.git.refs.get(`heads/${pictureBranch}`)!)!;
      return [...github.git.filesOf(tree).keys()].filter((path) => path.startsWith(`pr-${number}/`)).length;
    },
    down(status) {
      github.down = status;
    },
    violations: () => github.violations,
    verify() {
      const environments = github.deployments.map(({ environment, state }) => `${environment} ${state}`);
      expect(environments.sort()).toEqual(["dashpreview/pr-2 success", "dashpreview/pr-4 success"]);
      expect(github.statuses[0]).toMatchObject({
        context: "dashpreview",
        state: "success",
        description: "1 dashboard, 1 panel without data",
      });
      expect(logs[0]).toMatch(
        /^::warning file=boards\/api\.json,line=\d+,title=Errors%2C query A%3A empty%2C metric-not-in-spec::metric api_errors_total/m,
      );
      expect(summaries[0]).toMatch(/^### Dashboard preview `pr-1`\n\nCommit `[0-9a-f]{10}`/);
      expect(logs.join("\n")).not.toMatch(new RegExp(`${github.token}|glsa_double`));
    },
    stop: github.stop,
  };
});
