import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { makeRepository, type Repository } from "./repository.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";

const root = resolve(import.meta.dirname, "../..");
const runner = join(root, "node_modules/gitlab-ci-local/dist/index.js");

/** A job as gitlab-ci-local understands it, after includes, `extends` and defaults. */
export type ExpandedJob = Readonly<Record<string, unknown>>;

/** A project on a GitLab double whose pipelines run on this machine, with Grafana and Prometheus beside it. */
export interface GitLabCi {
  readonly gitLab: GitLabDouble;
  readonly grafana: GrafanaDouble;
  readonly prometheusUrl: string;
  readonly repository: Repository;
  /** Where programs on the PATH of every job lie. */
  readonly bin: string;
  /** The home folder of runner and git. */
  readonly home: string;
  /** The variables that every pipeline of the project has. */
  readonly common: Readonly<Record<string, string>>;
  /** A new checkout with both templates, and these files beside them. */
  checkout(commit: string, files: Readonly<Record<string, string>>): string;
  /** Runs gitlab-ci-local in a checkout: a job by its name, or `--list-csv`. */
  pipeline(
    folder: string,
    words: readonly string[],
    variables?: Readonly<Record<string, string | undefined>>,
  ): Promise<{ code: number | null; log: string }>;
  /** Whether gitlab-ci-local has said that what a checkout has, or one of the same files, fits GitLab's schema. */
  fitsSchema(folder: string): boolean;
  /** The variables of a merge request's pipeline. */
  mergeRequest(commit: string, order: number, more?: Readonly<Record<string, string>>): Record<string, string>;
  /** Names of the jobs that a pipeline with these variables has, and the log of the listing. */
  jobs(folder: string, variables: Readonly<Record<string, string>>): Promise<{ names: string[]; log: string }>;
  stop(): Promise<void>;
}

/** Starts the servers and makes the repository. */
export async function startGitLabCi(): Promise<GitLabCi> {
  const [gitLab, prometheus] = await Promise.all([startGitLabDouble(), startPrometheus({ window: "2d" })]);
  const grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  const repository = makeRepository();
  const home = temporaryFolder();
  const bin = join(home, "bin");
  mkdirSync(bin);
  writeRsync(bin);
  const program = `exec '${process.execPath}' '${join(actionFolder, "cli.js")}' "$@"`;
  writeFileSync(join(bin, programCommand), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
  const common: Readonly<Record<string, string>> = {
    GITLAB_CI: "true",
    CI_SERVER_HOST: new URL(gitLab.url).host,
    CI_SERVER_URL: gitLab.url,
    CI_API_V4_URL: `${gitLab.url}/api/v4`,
    CI_PROJECT_ID: "1",
    CI_PROJECT_PATH: gitLab.project,
    CI_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    PROMETHEUS_URL: prometheus.url,
    GITLAB_TOKEN: gitLab.token,
    DASHPREVIEW_HISTORY: "10m",
    DASHPREVIEW_PATHS: "boards",
    DASHPREVIEW_COMMAND: programCommand,
  };
  const texts = new Map<string, string>();
  const valid = new Set<string | undefined>();
  const pipeline: GitLabCi["pipeline"] = async (folder, words, variables = {}) => {
    const all = Object.entries({ ...common, ...variables }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const args = [
      ...[runner, ...words, "--force-shell-executor"],
      ...["--ignore-predefined-vars", all.map(([name]) => name).join(",")],
      ...all.flatMap(([name, value]) => ["--variable", `${name}=${value}`]),
      // To hold a configuration against GitLab's schema takes half of the time: once for each is enough.
      ...(valid.has(texts.get(folder)) ? ["--json-schema-validation=false"] : []),
    ];
    const ended = await runProgram(actionNode(), args, {
      cwd: folder,
      env: { HOME: home, PATH: `${bin}:${process.env["PATH"]}` },
    });
    if (ended.log.includes("json schema validated")) valid.add(texts.get(folder));
    return ended;
  };
  return {
    ...{ gitLab, grafana, repository, bin, home, common, pipeline },
    fitsSchema: (folder) => valid.has(texts.get(folder)),
    prometheusUrl: prometheus.url,
    checkout(commit, files) {
      const folder = repository.checkout(commit);
      texts.set(folder, JSON.stringify(files));
      cpSync(join(root, ".gitlab-ci-template.yml"), join(folder, ".gitlab-ci-template.yml"));
      cpSync(join(root, "templates"), join(folder, "templates"), { recursive: true });
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      // Only what git knows can be included.
      execFileSync("git", ["add", "-A"], { cwd: folder });
      execFileSync("git", ["remote", "set-url", "origin", `git@gitlab.example:${gitLab.project}.git`], { cwd: folder });
      return folder;
    },
    mergeRequest: (commit, order, more = {}) => ({
      CI_PIPELINE_SOURCE: "merge_request_event",
      CI_PIPELINE_ID: String(order),
      CI_COMMIT_SHA: commit,
      CI_MERGE_REQUEST_IID: "3",
      CI_MERGE_REQUEST_EVENT_TYPE: "detached",
      CI_MERGE_REQUEST_PROJECT_ID: "1",
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1",
      CI_MERGE_REQUEST_PROJECT_PATH: gitLab.project,
      CI_MERGE_REQUEST_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.base,
      ...more,
    }),
    async jobs(folder, variables) {
      const { log } = await pipeline(folder, ["--list-csv"], variables);
      return { log, names: jobsOf(log) };
    },
    async stop() {
      await Promise.all([gitLab.stop(), grafana.stop(), prometheus.stop()]);
      repository.remove();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The command line program as a job calls it: it lies on the PATH. */
export const programCommand = "dashpreview";

/** The jobs of the last pipeline of this checkout, with everything that they inherit. */
export function expandedJobs(folder: string): Readonly<Record<string, ExpandedJob>> {
  const text = readFileSync(join(folder, ".gitlab-ci-local/expanded-gitlab-ci.yml"), "utf8");
  return parse(text) as Record<string, ExpandedJob>;
}

/** From `name;description;stage;…` lines. */
function jobsOf(log: string): string[] {
  return log
    .split("\n")
    .flatMap((line) => /^([\w /.-]+);/.exec(line)?.[1] ?? [])
    .filter((name) => name !== "name");
}

/**
 * gitlab-ci-local copies the work tree by rsync, which not every machine has: a copy by tar does the same for a new
 * folder.
 */
function writeRsync(folder: string): void {
  const script =
    '#!/bin/sh\nfor last; do :; done\nmkdir -p "$last"\ntar --exclude=./.gitlab-ci-local -cf - . | tar -xf - -C "$last"\n';
  writeFileSync(join(folder, "rsync"), script);
  chmodSync(join(folder, "rsync"), 0o755);
}
