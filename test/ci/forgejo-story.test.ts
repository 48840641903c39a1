import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { startForgejoDouble } from "../servers/forgejo-double.ts";
import { temporaryFolder } from "../servers/process.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";
import { type StoryEvent, type StoryHost, tellStory } from "./story.ts";

/** As `modules/structs/hook.go` of Gitea and Forgejo names them. */
const actions: Readonly<Record<StoryEvent, string>> = {
  opened: "opened",
  pushed: "synchronized",
  closed: "closed",
  schedule: "",
};

tellStory(async (): Promise<StoryHost> => {
  const forgejo = await startForgejoDouble();
  const logs: string[] = [];
  const action = parse(readFileSync(resolve(actionFolder, "../action.yml"), "utf8")) as {
    inputs: Record<string, { default?: string }>;
  };
  const event = (number: number, kind: StoryEvent) => {
    const pull = forgejo.pulls.get(number);
    if (pull === undefined) return { schedule: "17 3 * * *" };
    const repo = { full_name: forgejo.repository };
    const pull_request = {
      number,
      html_url: `${forgejo.url}/${forgejo.repository}/pulls/${number}`,
      state: pull.state,
      merged: pull.merged,
      head: { label: pull.headRef, ref: pull.headRef, sha: pull.headSha, repo },
      base: { label: "main", ref: "main", sha: pull.baseSha, repo },
    };
    return { action: actions[kind], number, pull_request };
  };
  return {
    prefix: "pull",
    open(number, { commit, base }) {
      const side = { headRepository: forgejo.repository, headRef: `review-${number}`, headSha: commit, baseSha: base };
      forgejo.pulls.set(number, { number, ...side, state: "open", merged: false, files: [] });
    },
    push(number, commit) {
      forgejo.pulls.get(number)!.headSha = commit;
    },
    close(number, how) {
      Object.assign(forgejo.pulls.get(number)!, { state: "closed", merged: how === "merged" });
    },
    async run({ number, event: kind, folder, order, commit, grafanaUrl, flags }, { prometheusUrl, grafanaToken }) {
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
        comment: kind === "schedule" ? "auto" : "required",
        ...flags,
      };
      const inputs = Object.entries(action.inputs).map(([name, { default: fallback = "" }]) => {
        const value = given[name] ?? fallback.replace("${{ github.token }}", forgejo.token);
        return [`INPUT_${name.toUpperCase()}`, value] as const;
      });
      const scheduled = kind === "schedule";
      // `withGithubEnv` of the runner sets each of these twice.
      const common = {
        ACTIONS: "true",
        // The server's own address ends with a slash.
        SERVER_URL: `${forgejo.url}/`,
        API_URL: `${forgejo.url}/api/v1`,
        REPOSITORY: forgejo.repository,
        EVENT_NAME: scheduled ? "schedule" : "pull_request",
        EVENT_PATH: file("event.json", JSON.stringify(event(number, kind))),
        REF: scheduled ? "refs/heads/main" : `refs/pull/${number}/head`,
        REF_NAME: scheduled ? "main" : String(number),
        SHA: commit,
        RUN_ID: String(order),
        RUN_ATTEMPT: "1",
        TOKEN: forgejo.token,
        OUTPUT: file("output"),
        STEP_SUMMARY: file("summary"),
      };
      const doubled = Object.entries(common).flatMap(([name, value]) => [
        [`GITHUB_${name}`, value] as const,
        [`FORGEJO_${name}`, value] as const,
      ]);
      const env = {
        ...Object.fromEntries(inputs),
        ...Object.fromEntries(doubled),
        CI: "true",
        GITEA_ACTIONS: "true",
        GITEA_ACTIONS_RUNNER_VERSION: "v12.1.0",
        RUNNER_TEMP: runner,
        // The host is down in one of these runs, and stays so.
        ...(scheduled ? { DASHPREVIEW_RETRY_FOR: "2s" } : {}),
      };
      const { code, log } = await runProgram(actionNode(), [join(actionFolder, "index.js")], { cwd: folder, env });
      const shown = log.replaceAll(/^::add-mask::.*\n/gm, "");
      logs.push(shown);
      return { code, log: shown, outputs: readOutputs(readFileSync(common.OUTPUT, "utf8")) };
    },
    ours: (number) => forgejo.comments.filter(({ issue, author }) => issue === number && author === -2),
    chatter(number, count) {
      for (let index = 0; index < count; index++) forgejo.addComment(number, 5, `comment ${index}`);
    },
    picture: (address) => forgejo.assets.find(({ uuid }) => address === `${forgejo.url}/attachments/${uuid}`)?.png,
    pictures: (number) => forgejo.assets.filter(({ issue }) => issue === number).length,
    down(status) {
      forgejo.down = status;
    },
    violations: () => forgejo.violations,
    verify() {
      expect(forgejo.statuses[0]).toMatchObject({
        sha: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
        context: "dashpreview",
        state: "success",
        description: "1 dashboard, 1 panel without data",
      });
      expect(logs[0]).toMatch(
        /^::warning file=boards\/api\.json,line=\d+,title=Errors%2C query A%3A empty%2C metric-not-in-spec::metric api_errors_total/m,
      );
      expect(logs.join("\n")).not.toMatch(new RegExp(`${forgejo.token}|glsa_double`));
      expect(forgejo.requests.filter((request) => /graphql|api\/v3/.test(request))).toEqual([]);
    },
    stop: forgejo.stop,
  };
});

/** As the runner reads them. */
function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name!, value!]),
  );
}
