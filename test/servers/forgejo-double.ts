import { randomUUID } from "node:crypto";
import { type DescribedCall, describedHost, type Json } from "./described-host.ts";
import { type FormUpload, type HostAnswer, type HostDouble, type HostRequest, startHostDouble } from "./host-double.ts";
import { loadForgejoApi } from "./openapi.ts";

/** A pull request as a test wants it. */
export interface DoubleForgejoPull {
  readonly number: number;
  readonly headRepository: string;
  readonly headRef: string;
  headSha: string;
  readonly baseSha: string;
  state: "open" | "closed";
  merged: boolean;
  /** As the list of files gives them. */
  files: readonly { readonly filename: string; readonly status: string; readonly previous_filename?: string }[];
}

/** A comment that the double holds. */
export interface DoubleForgejoComment {
  readonly id: number;
  readonly issue: number;
  readonly author: number;
  body: string;
}

/** A Forgejo for tests below a sub-path, with `url/api/v1` as its API. */
export interface ForgejoDouble extends HostDouble {
  readonly repository: string;
  readonly pulls: Map<number, DoubleForgejoPull>;
  readonly comments: DoubleForgejoComment[];
  readonly statuses: Json[];
  /** Actions secrets and variables by their names. */
  readonly secrets: Map<string, string>;
  readonly variables: Map<string, string>;
  /** Files of the base, by path. */
  readonly contents: Map<string, string>;
  readonly assets: { readonly id: number; readonly issue: number; readonly uuid: string; name: string; png: Buffer }[];
  /** Parents of every commit that the repository has. */
  readonly commits: Map<string, readonly string[]>;
  /** `[api] MAX_RESPONSE_ITEMS`. */
  pageSize: number;
  /** Whether answers say how many entries and pages there are: a proxy may take that away. */
  headers: boolean;
  /** The repository's new name: every question about it is redirected there. */
  renamedTo: string | undefined;
  /** The token has no access to the repository. */
  hidden: boolean;
  /** Operations for which the token lacks the scope. */
  readonly forbidden: Set<string>;
  addComment(issue: number, author: number, body: string): DoubleForgejoComment;
}

const repository = "acme.corp/dashboards";
/** The user that a job's own token is of. */
const ourselves = { id: -2, login: "forgejo-actions" };
const subPath = "/forge";

/**
 * Starts a double on a free loopback port. Requests and answers are checked against Gitea's description; the status
 * codes for what goes wrong are those of `routers/api/v1/api.go`.
 */
export async function startForgejoDouble(): Promise<ForgejoDouble> {
  let nextId = 300;
  const server = await startHostDouble({
    token: `${"d0ub1e".repeat(6)}0123`,
    subPath,
    unauthorized: "user does not exist [uid: 0, name: ]",
    answer: route,
  });
  const double: ForgejoDouble = Object.assign(server, {
    repository,
    pulls: new Map<number, DoubleForgejoPull>(),
    comments: [] as DoubleForgejoComment[],
    statuses: [] as Json[],
    secrets: new Map<string, string>(),
    variables: new Map<string, string>(),
    contents: new Map<string, string>(),
    assets: [] as ForgejoDouble["assets"],
    commits: new Map<string, readonly string[]>(),
    pageSize: 50,
    headers: true,
    renamedTo: undefined,
    hidden: false,
    forbidden: new Set<string>(),
    addComment(issue: number, author: number, body: string) {
      const comment = { id: nextId++, issue, author, body };
      double.comments.push(comment);
      return comment;
    },
  });
  const api = loadForgejoApi();
  return double;

  function route(request: HostRequest): HostAnswer {
    return describedHost({
      api,
      prefix: `${subPath}/api/v1`,
      paging: { sizeParameter: "limit", size: Math.min(30, double.pageSize), maxSize: double.pageSize },
      violate: (violation) => double.violations.push(violation),
      answer: (call) => refusal(call, request.url) ?? answer(call),
    })(request);
  }

  function refusal({ operation, reply }: DescribedCall, { pathname }: URL): HostAnswer | undefined {
    const { owner, repo } = operation.parameters;
    if (double.forbidden.has(operation.id)) {
      const message = "token does not have at least one of required scope(s), required=[read:user], token scope=x";
      return reply(403, { message, url: `${double.url}/api/swagger` });
    }
    if (owner === undefined) return undefined;
    if (double.hidden || `${owner}/${repo}` !== repository) return notFound(reply);
    if (double.renamedTo === undefined) return undefined;
    // 307 is what Forgejo says, Gitea says 301.
    return reply(307, undefined, { Location: pathname.replace(repository, double.renamedTo) });
  }

  function answer({ operation, query, body, reply, paged }: DescribedCall): HostAnswer {
    const { parameters } = operation;
    const number = Number(parameters["index"] ?? Number.NaN);
    const pull = double.pulls.get(number);
    const comment = double.comments.find(({ id }) => id === Number(parameters["id"] ?? Number.NaN));
    const counted = (items: readonly unknown[]): HostAnswer => {
      const page = paged(items);
      return { ...page, headers: double.headers ? { ...page.headers, "X-Total-Count": String(items.length) } : {} };
    };
    switch (operation.id) {
      case "userGetCurrent":
        return reply(200, ourselves);
      case "repoGet":
        return reply(200, {
          id: 1,
          full_name: repository,
          private: false,
          html_url: `${double.url}/${repository}`,
        });
      case "issueGetComments": {
        const found = double.comments.filter(({ issue }) => issue === number).map(toComment);
        return reply(200, found, { "X-Total-Count": String(found.length) });
      }
      case "issueCreateComment":
        return reply(201, toComment(double.addComment(number, ourselves.id, String(body!["body"]))));
      case "issueEditComment":
        if (comment === undefined) return notFound(reply);
        comment.body = String(body!["body"]);
        return reply(200, toComment(comment));
      case "issueDeleteComment":
        if (comment === undefined) return notFound(reply);
        double.comments.splice(double.comments.indexOf(comment), 1);
        return reply(204);
      case "repoGetPullRequest":
        return pull === undefined ? notFound(reply) : reply(200, toPull(pull));
      case "repoListPullRequests": {
        const state = query.get("state") ?? "open";
        return counted([...double.pulls.values()].filter((one) => state === "all" || one.state === state).map(toPull));
      }
      case "repoGetPullRequestFiles":
        return counted(pull?.files ?? []);
      case "repoCompareDiff": {
        const [base = "", head = ""] = parameters["basehead"]!.split("...");
        if (!double.commits.has(base) || !double.commits.has(head)) return notFound(reply);
        const commits = commitsBetween(double.commits, base, head);
        return reply(200, { total_commits: commits.length, commits });
      }
      case "repoGetRawFile": {
        if (!/^[0-9a-f]{40}$/.test(query.get("ref") ?? "")) double.violations.push("repoGetRawFile: of which commit?");
        const content = double.contents.get(parameters["filepath"]!);
        return content === undefined ? notFound(reply) : { status: 200, body: content };
      }
      case "issueListIssueAttachments":
        return reply(200, double.assets.filter(({ issue }) => issue === number).map(toAttachment));
      case "issueCreateIssueAttachment": {
        const { filename, content } = body!["attachment"] as FormUpload;
        const made = { id: nextId++, issue: number, uuid: randomUUID(), name: filename, png: content };
        double.assets.push(made);
        return reply(201, toAttachment(made));
      }
      case "issueDeleteIssueAttachment": {
        const index = double.assets.findIndex(
          ({ id, issue }) => id === Number(parameters["attachment_id"]) && issue === number,
        );
        if (index < 0) return notFound(reply);
        double.assets.splice(index, 1);
        return reply(204);
      }
      case "repoListActionsSecrets":
        return counted([...double.secrets.keys()].map((name) => ({ name, created_at: "2026-11-27T09:00:00Z" })));
      case "updateRepoSecret": {
        const status = double.secrets.has(parameters["secretname"]!) ? 204 : 201;
        double.secrets.set(parameters["secretname"]!, String(body!["data"]));
        return reply(status);
      }
      case "updateRepoVariable":
        if (!double.variables.has(parameters["variablename"]!)) return notFound(reply);
        double.variables.set(parameters["variablename"]!, String(body!["value"]));
        return reply(204);
      case "createRepoVariable":
        double.variables.set(parameters["variablename"]!, String(body!["value"]));
        return reply(201);
      case "repoCreateStatus":
        double.statuses.push({ ...body, sha: parameters["sha"] });
        return reply(201, { id: nextId++, status: body!["state"], context: body!["context"] });
      default:
        throw new Error(`${operation.id} is not in the double`);
    }
  }
}

function notFound(reply: DescribedCall["reply"]): HostAnswer {
  return reply(404, {
    message: "The target couldn't be found.",
    url: "https://forgejo.example/api/swagger",
    errors: [],
  });
}

/** The address is that of `ROOT_URL`, which need not be the one that we know. */
function toAttachment({ id, uuid, name, png }: ForgejoDouble["assets"][number]): Json {
  const browser_download_url = `https://inside.example/attachments/${uuid}`;
  return {
    id,
    uuid,
    name,
    size: png.length,
    download_count: 0,
    created_at: "2026-11-27T09:00:00Z",
    browser_download_url,
  };
}

function toComment({ id, author, body }: DoubleForgejoComment): Json {
  return { id, body, user: { id: author, login: author === ourselves.id ? ourselves.login : `user-${author}` } };
}

function toPull(pull: DoubleForgejoPull): Json {
  const side = (ref: string, sha: string, fullName: string) => ({
    label: ref,
    ref,
    sha,
    repo: { full_name: fullName },
  });
  return {
    id: pull.number + 10_000,
    number: pull.number,
    state: pull.state,
    merged: pull.merged,
    head: side(pull.headRef, pull.headSha, pull.headRepository),
    base: side("main", pull.baseSha, repository),
  };
}

/** Commits that the head has and the base has not, the newest first, as git lists them. */
function commitsBetween(graph: ReadonlyMap<string, readonly string[]>, base: string, head: string): Json[] {
  const reachable = (from: string) => {
    const seen = new Set<string>();
    const left = [from];
    for (let sha = left.pop(); sha !== undefined; sha = left.pop()) {
      if (seen.has(sha)) continue;
      seen.add(sha);
      left.push(...(graph.get(sha) ?? []));
    }
    return seen;
  };
  const others = reachable(base);
  return [...reachable(head)]
    .filter((sha) => !others.has(sha))
    .map((sha) => ({ sha, parents: graph.get(sha)!.map((parent) => ({ sha: parent })) }));
}
