import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { startGitHubDouble } from "../servers/github-double.ts";
import { temporaryFolder } from "../servers/process.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";
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
  const action = parse(readFileSync(resolve(actionFolder, "../action.yml"), "utf8")) as {
    inputs: Record<string, { default?: string }>;
  };
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
      const runner = temporaryFolder();
      const file = (name: string, text = "") => {
        writeFileSync(join(runner, name), text);
        return join(runner, name);
      };
      const given: Record<string, string> = {
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
      // GitHub sets every input, those without a value to nothing.
      const inputs = Object.entries(action.inputs).map(([name, { default: fallback = "" }]) => {
        const value = given[name] ?? fallback.replace("${{ github.token }}", github.token);
        return [`INPUT_${name.toUpperCase()}`, value] as const;
      });
      const env = {
        ...Object.fromEntries(inputs),
        CI: "true",
        GITHUB_ACTIONS: "true",
        GITHUB_SERVER_URL: github.url,
        GITHUB_API_URL: `${github.url}/api/v3`,
        GITHUB_REPOSITORY: github.repository,
        GITHUB_EVENT_NAME: kind === "schedule" ? "schedule" : "pull_request",
        GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event(number, kind))),
        GITHUB_RUN_NUMBER: String(order),
        GITHUB_RUN_ATTEMPT: "1",
        GITHUB_OUTPUT: file("output"),
        GITHUB_STEP_SUMMARY: file("summary"),
        RUNNER_TEMP: runner,
        // The host is down in one of these runs, and stays so.
        ...(kind === "schedule" ? { DASHPREVIEW_RETRY_FOR: "2s" } : {}),
      };
      const { code, log } = await runProgram(actionNode(), [join(actionFolder, "index.js")], { cwd: folder, env });
      logs.push(withoutMasks(log));
      summaries.push(readFileSync(env.GITHUB_STEP_SUMMARY, "utf8"));
      return { code, log: withoutMasks(log), outputs: readOutputs(readFileSync(env.GITHUB_OUTPUT, "utf8")) };
    },
    ours: (number) => github.comments.filter(({ issue, login }) => issue === number && login === bot),
    chatter(number, count) {
      for (let index = 0; index < count; index++) github.addComment(number, "octocat", `comment ${index}`);
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
        /^::warning file=boards\/api\.json,line=\d+,title=Errors%2C query A%3A empty::metric api_errors_total/m,
      );
      expect(summaries[0]).toMatch(/^### Dashboard preview `pr-1`\n\nCommit `[0-9a-f]{10}`/);
      expect(logs.join("\n")).not.toMatch(new RegExp(`${github.token}|glsa_double`));
    },
    stop: github.stop,
  };
});

function withoutMasks(log: string): string {
  return log.replaceAll(/^::add-mask::.*\n/gm, "");
}

/** As the runner reads them. */
function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name!, value!]),
  );
}
