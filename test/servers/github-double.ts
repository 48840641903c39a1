import { type DescribedCall, describedHost, type Json } from "./described-host.ts";
import { createGitStore, type GitStore } from "./git-store.ts";
import { answerGit } from "./github-git.ts";
import { createGitHubSettings, type GitHubSettings } from "./github-settings.ts";
import { type HostAnswer, type HostDouble, type HostRequest, startHostDouble } from "./host-double.ts";
import { loadGitHubApi } from "./openapi.ts";

/** A pull request as a test wants it. */
export interface DoublePull {
  readonly number: number;
  readonly headRepository: string;
  readonly headRef: string;
  headSha: string;
  readonly baseSha: string;
  state: "open" | "closed";
  merged: boolean;
  draft?: boolean;
  labels?: readonly string[];
  /** As the list of files gives them. */
  files: readonly { readonly filename: string; readonly status: string; readonly previous_filename?: string }[];
}

/** A comment that the double holds. */
export interface DoubleComment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
}

/** A GitHub for tests, at `url` as the web server and `url/api/v3` as its API. */
export interface GitHubDouble extends HostDouble {
  /** A test may rename it. */
  repository: string;
  /** Stays when it is renamed. */
  readonly repositoryId: number;
  /** Names that it had: GitHub redirects questions about them. */
  readonly formerNames: string[];
  readonly pulls: Map<number, DoublePull>;
  readonly comments: DoubleComment[];
  readonly deployments: { readonly id: number; readonly environment: string; state: string }[];
  readonly statuses: Json[];
  /** Files of the base, by path. */
  readonly contents: Map<string, string>;
  /** What the git data API reads and writes. */
  readonly git: GitStore;
  readonly settings: GitHubSettings;
  /** `contents: write` is missing. */
  readOnly: boolean;
  /** The token may not see the repository. */
  hidden: boolean;
  addComment(issue: number, login: string, body: string): DoubleComment;
}

const repository = "acme/dashboards";
const bot = "github-actions[bot]";

/**
 * Starts a double on a free loopback port. Answers are GitHub's own examples with the test's values put in, checked
 * like the requests.
 */
export async function startGitHubDouble(): Promise<GitHubDouble> {
  const described = describedHost({
    api: loadGitHubApi(),
    prefix: "/api/v3",
    paging: { sizeParameter: "per_page", size: 30, maxSize: 100 },
    violate: (violation) => double.violations.push(violation),
    answer,
  });
  let nextId = 1000;
  const server = await startHostDouble({
    token: "ghs_double_0123456789",
    unauthorized: "Bad credentials",
    answer: route,
  });
  const double: GitHubDouble = Object.assign(server, {
    repository,
    repositoryId: 1_296_269,
    formerNames: [] as string[],
    pulls: new Map<number, DoublePull>(),
    comments: [] as DoubleComment[],
    deployments: [] as GitHubDouble["deployments"][number][],
    statuses: [] as Json[],
    contents: new Map<string, string>(),
    hidden: false,
    git: createGitStore(),
    settings: await createGitHubSettings((violation) => double.violations.push(violation)),
    readOnly: false,
    addComment(issue: number, login: string, body: string) {
      const comment = { id: nextId++, issue, login, body };
      double.comments.push(comment);
      return comment;
    },
  });
  return double;

  function route(request: HostRequest): HostAnswer {
    if (request.url.pathname === "/api/graphql") return { status: 200, body: { data: { viewer: { login: bot } } } };
    if (double.hidden) return { status: 404, body: { message: "Not Found" } };
    return described(request);
  }

  function answer(call: DescribedCall): HostAnswer {
    const { operation, query, body, accept, reply, paged } = call;
    const { parameters } = operation;
    if (operation.id.startsWith("git/")) return answerGit(double, call);
    if (operation.id.startsWith("actions/")) return double.settings.answer(call);
    const like = (status: number, over: Json) => {
      const example = operation.example(status);
      return { ...((Array.isArray(example) ? example[0] : example) as Json), ...over };
    };
    const number = Number(parameters["issue_number"] ?? parameters["pull_number"] ?? Number.NaN);
    const id = Number(parameters["comment_id"] ?? parameters["deployment_id"] ?? Number.NaN);
    const comment = double.comments.find((one) => one.id === id);
    const toComment = (one: DoubleComment, status: number) => {
      const user = {
        ...(like(status, {})["user"] as Json),
        login: one.login,
        type: one.login === bot ? "Bot" : "User",
      };
      return like(status, { id: one.id, body: one.body, user });
    };
    const missing = () =>
      reply(404, { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" });
    switch (operation.id) {
      case "users/get-authenticated":
        return reply(403, {
          message: "Resource not accessible by integration",
          documentation_url: "https://docs.github.com/rest",
        });
      case "issues/list-comments":
        return paged(double.comments.filter(({ issue }) => issue === number).map((one) => toComment(one, 200)));
      case "issues/create-comment":
        return reply(201, toComment(double.addComment(number, bot, String(body!["body"])), 201));
      case "issues/update-comment":
        if (comment === undefined) return missing();
        comment.body = String(body!["body"]);
        return reply(200, toComment(comment, 200));
      case "issues/delete-comment":
        if (comment === undefined) return missing();
        double.comments.splice(double.comments.indexOf(comment), 1);
        return reply(204);
      case "repos/get": {
        const name = `${parameters["owner"]}/${parameters["repo"]}`;
        const Location = `${double.url}/api/v3/repositories/${double.repositoryId}`;
        if (double.formerNames.includes(name))
          return reply(301, { message: "Moved Permanently", url: Location }, { Location });
        if (name !== double.repository) return missing();
        const html_url = `${double.url}/${name}`;
        // The example's own repository and its source lack a field that the description demands.
        const source = { ...(like(200, {})["source"] as Json), language: null };
        const own = { id: double.repositoryId, full_name: name, html_url, language: null, source };
        return reply(200, like(200, own));
      }
      case "pulls/get": {
        const pull = double.pulls.get(number);
        return pull === undefined ? missing() : reply(200, toPull(like(200, {}), pull, double.repository));
      }
      case "pulls/list": {
        const [owner, ref] = (query.get("head") ?? ":").split(":");
        const found = [...double.pulls.values()].filter(
          (pull) => pull.state === "open" && pull.headRef === ref && pull.headRepository.startsWith(`${owner}/`),
        );
        return paged(found.map((pull) => toPull(like(200, {}), pull, double.repository)));
      }
      case "pulls/list-files":
        return paged((double.pulls.get(number)?.files ?? []).map((file) => like(200, { ...file })));
      case "repos/compare-commits":
      case "repos/compare-commits-with-basehead": {
        const base = parameters["basehead"]!.split("...")[0]!;
        return reply(
          200,
          like(200, { merge_base_commit: { ...(like(200, {})["merge_base_commit"] as Json), sha: base } }),
        );
      }
      case "repos/get-content": {
        const content = double.contents.get(parameters["path"]!);
        if (content === undefined) return missing();
        if (!accept.includes("raw")) double.violations.push("repos/get-content: only the raw form is spoken here");
        return { status: 200, body: content };
      }
      case "repos/create-commit-status":
        double.statuses.push({ ...body, sha: parameters["sha"] });
        return reply(201, like(201, { ...body }));
      case "repos/list-deployments":
        return paged(
          double.deployments
            .filter(({ environment }) => environment === query.get("environment"))
            .map((one) => like(200, { id: one.id, environment: one.environment })),
        );
      case "repos/create-deployment": {
        const made = { id: nextId++, environment: String(body!["environment"]), state: "" };
        double.deployments.push(made);
        return reply(201, like(201, { id: made.id, environment: made.environment }));
      }
      case "repos/create-deployment-status": {
        const found = double.deployments.find((one) => one.id === id)!;
        found.state = String(body!["state"]);
        return reply(201, like(201, { state: found.state }));
      }
      case "repos/delete-deployment": {
        const index = double.deployments.findIndex((one) => one.id === id);
        if (double.deployments[index]?.state !== "inactive")
          return reply(422, { message: "We cannot delete an active deployment" });
        double.deployments.splice(index, 1);
        return reply(204);
      }
      default:
        throw new Error(`${operation.id} is not in the double`);
    }
  }
}

function toPull(example: Json, pull: DoublePull, name: string): Json {
  const end = (name: "head" | "base", over: Json, fullName: string) => {
    const side = example[name] as Json;
    return { ...side, ...over, repo: { ...(side["repo"] as Json), full_name: fullName } };
  };
  return {
    ...example,
    // The example's own team lacks a field that the description demands.
    requested_teams: [],
    number: pull.number,
    state: pull.state,
    ...(pull.draft === undefined ? {} : { draft: pull.draft }),
    ...(pull.labels === undefined
      ? {}
      : { labels: pull.labels.map((name) => ({ ...(example["labels"] as Json[])[0], name })) }),
    ...("merged" in example ? { merged: pull.merged } : {}),
    head: end("head", { ref: pull.headRef, sha: pull.headSha }, pull.headRepository),
    base: end("base", { ref: "main", sha: pull.baseSha }, name),
  };
}
