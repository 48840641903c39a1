import { type DoublePull, type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { type ActionResult, runAction } from "./github-run.ts";
import { makeRepository, type Repository } from "./repository.ts";

/** A step of a workflow. What is left out is as on a push to the review. */
export interface LabStep {
  readonly folder: string;
  readonly eventName?: string;
  readonly event?: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Run id; higher is later. */
  readonly run?: string;
}

/** GitHub, Grafana and Prometheus, a repository, and one review after the other: what a workflow meets. */
export interface GitHubLab {
  readonly github: GitHubDouble;
  readonly grafana: GrafanaDouble;
  readonly prometheus: TestServer;
  readonly repository: Repository;
  /** Number of the review. */
  readonly review: number;
  /** Id of the last run. */
  readonly runId: number;
  /** A new repository and the next review. */
  next(): void;
  /** Commits to the review's branch, and lets the host list these files as changed. Returns the commit. */
  push(
    files: Readonly<Record<string, string | undefined>>,
    listed: DoublePull["files"],
    over?: Partial<DoublePull>,
  ): string;
  /** The event of a pull request. */
  pullEvent(action: string): unknown;
  run(step: LabStep): Promise<ActionResult>;
  /** Titles of the review's previews, without its key. */
  standing(number?: number): string[];
  /** Our comment on the review. */
  comment(number?: number): string;
  stop(): Promise<void>;
}

/** Starts the servers. */
export async function startGitHubLab(): Promise<GitHubLab> {
  const [github, prometheus] = await Promise.all([startGitHubDouble(), startPrometheus({ window: "2d" })]);
  const grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  let repository = makeRepository();
  let review = 100;
  let runId = 16_000_000_000;
  const pullEvent = (action: string) => {
    const pull = github.pulls.get(review)!;
    const repo = { full_name: github.repository };
    return {
      action,
      pull_request: {
        number: review,
        merged: pull.merged,
        head: { sha: pull.headSha, ref: pull.headRef, repo: { full_name: pull.headRepository } },
        base: { sha: pull.baseSha, ref: "main", repo },
      },
    };
  };
  return {
    github,
    grafana,
    prometheus,
    get repository() {
      return repository;
    },
    get review() {
      return review;
    },
    get runId() {
      return runId;
    },
    next() {
      repository.remove();
      repository = makeRepository();
      review++;
    },
    push(files, listed, over = {}) {
      const commit = repository.commit(`review-${review}`, files);
      github.pulls.set(review, {
        number: review,
        headRepository: github.repository,
        headRef: `review-${review}`,
        headSha: commit,
        baseSha: repository.base,
        state: "open",
        merged: false,
        files: listed,
        ...over,
      });
      return commit;
    },
    pullEvent,
    run({ folder, eventName = "pull_request", event, inputs, env, run = String(++runId) }) {
      const common = {
        dashboards: "boards",
        "changed-only": "true",
        "grafana-url": grafana.url,
        "grafana-token": grafana.tokens.editor,
        "prometheus-url": prometheus.url,
        history: "10m",
        "fail-on": "none",
      };
      return runAction({
        github,
        folder,
        eventName,
        event: event ?? pullEvent("synchronize"),
        runId: run,
        inputs: { ...common, ...inputs },
        env: { GITHUB_WORKSPACE: folder, ...env },
      });
    },
    standing: (number = review) =>
      grafana
        .dashboards()
        .map(({ model }) => ({ tags: model["tags"] as string[], title: String(model["title"]) }))
        .filter(({ tags }) => tags.some((tag) => tag.startsWith("dp-key:") && tag.endsWith(`.pr-${number}`)))
        .map(({ title }) => title.replace(/^\[.*?\] /, ""))
        .sort(),
    comment: (number = review) => github.comments.find(({ issue }) => issue === number)?.body ?? "",
    async stop() {
      repository.remove();
      await Promise.all([github.stop(), grafana.stop(), prometheus.stop()]);
    },
  };
}
