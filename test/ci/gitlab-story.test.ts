import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startGitLabDouble } from "../servers/gitlab-double.ts";
import { temporaryFolder } from "../servers/process.ts";
import { actionFolder, runProgram } from "./run-program.ts";
import { type StoryHost, tellStory } from "./story.ts";

tellStory(async (): Promise<StoryHost> => {
  const gitLab = await startGitLabDouble();
  return {
    prefix: "mr",
    open: (iid, { commit }) => {
      gitLab.mergeRequests.set(iid, { iid, sourceBranch: `review-${iid}`, sha: commit, state: "opened", diffs: [] });
    },
    push(iid, commit) {
      gitLab.mergeRequests.get(iid)!.sha = commit;
    },
    close(iid, how) {
      gitLab.mergeRequests.get(iid)!.state = how;
    },
    async run({ number, event, folder, order, commit, grafanaUrl, flags = {} }, { prometheusUrl, grafanaToken, base }) {
      const dotenv = join(temporaryFolder(), "dashpreview.env");
      const words = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
      const args = {
        opened: [
          "up",
          "boards",
          "--changed-only",
          "--comment",
          "required",
          "--history",
          "10m",
          "--dotenv",
          dotenv,
          ...words,
        ],
        // The stop job has no checkout.
        closed: ["cleanup", "--closed", "--key", `mr-${number}`],
        schedule: ["cleanup", "--closed"],
      };
      const review = {
        CI_MERGE_REQUEST_IID: String(number),
        CI_MERGE_REQUEST_PROJECT_PATH: gitLab.project,
        CI_MERGE_REQUEST_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
        CI_MERGE_REQUEST_PROJECT_ID: "1",
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1",
        CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: `review-${number}`,
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      };
      const env = {
        ...(event === "schedule" ? { CI_COMMIT_BRANCH: "main" } : review),
        CI: "true",
        GITLAB_CI: "true",
        CI_SERVER_HOST: new URL(gitLab.url).host,
        CI_SERVER_URL: gitLab.url,
        CI_API_V4_URL: `${gitLab.url}/api/v4`,
        CI_PROJECT_PATH: gitLab.project,
        CI_PROJECT_ID: "1",
        CI_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
        CI_PIPELINE_ID: String(order),
        CI_PIPELINE_SOURCE: event === "schedule" ? "schedule" : "merge_request_event",
        CI_COMMIT_SHA: commit,
        GITLAB_TOKEN: gitLab.token,
        GRAFANA_URL: grafanaUrl,
        GRAFANA_TOKEN: grafanaToken,
        PROMETHEUS_URL: prometheusUrl,
        // The host is down in one of these runs, and stays so.
        ...(event === "schedule" ? { DASHPREVIEW_RETRY_FOR: "2s" } : {}),
      };
      const program = join(actionFolder, "cli.js");
      const { code, log } = await runProgram(
        process.execPath,
        [program, ...args[event === "pushed" ? "opened" : event]],
        {
          cwd: folder,
          env,
        },
      );
      return { code, log, outputs: existsSync(dotenv) ? readDotenv(readFileSync(dotenv, "utf8")) : {} };
    },
    ours: (number) => gitLab.notes.filter(({ iid, author }) => iid === number && author === 77),
    chatter(number, count) {
      for (let index = 0; index < count; index++) gitLab.addNote(number, 5, `note ${index}`);
    },
    picture: (address) => gitLab.uploads.get(address),
    pictures: (number) =>
      [...gitLab.uploads.keys()].filter((path) => path.includes(`/dashpreview-mr-${number}-`)).length,
    down(status) {
      gitLab.down = status;
    },
    violations: () => gitLab.violations,
    stop: gitLab.stop,
  };
});

/** By the names that GitHub's outputs have. */
function readDotenv(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf("=");
      const name = line.slice("DASHPREVIEW_".length, equals).toLowerCase().replaceAll("_", "-");
      return [name === "preview" ? "key" : name, line.slice(equals + 1)];
    }),
  );
}
