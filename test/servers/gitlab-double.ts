import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Json = Record<string, unknown>;

/** A merge request as a test wants it. */
export interface DoubleMergeRequest {
  readonly iid: number;
  readonly sourceBranch: string;
  sha: string;
  state: "opened" | "closed" | "locked" | "merged";
  diffs: readonly { readonly old_path: string; readonly new_path: string; readonly new_file: boolean; readonly deleted_file: boolean }[];
}

/** A note that the double holds. */
export interface DoubleNote {
  readonly id: number;
  readonly iid: number;
  readonly author: number;
  body: string;
}

/** A GitLab for tests below a sub-path, as self-hosted ones may be. */
export interface GitLabDouble {
  /** With the sub-path. */
  readonly url: string;
  readonly project: string;
  readonly token: string;
  readonly mergeRequests: Map<number, DoubleMergeRequest>;
  readonly notes: DoubleNote[];
  readonly statuses: Json[];
  readonly files: Map<string, string>;
  readonly requests: string[];
  /** Requests that GitLab would refuse. Must stay empty. */
  readonly violations: string[];
  /** Every request is answered with this status. */
  down: number | undefined;
  addNote(iid: number, author: number, body: string): DoubleNote;
  stop(): Promise<void>;
}

const ourselves = 77;
const project = "acme/ops/dashboards";

/** Starts a double on a free loopback port. Paths, parameters and answers as https://docs.gitlab.com/api/ describes them; anything else is a violation. */
export async function startGitLabDouble(): Promise<GitLabDouble> {
  const token = "glpat-double-0123456789";
  let nextId = 5000;
  const double: GitLabDouble = {
    url: "",
    project,
    token,
    mergeRequests: new Map(),
    notes: [],
    statuses: [],
    files: new Map(),
    requests: [],
    violations: [],
    down: undefined,
    addNote(iid, author, body) {
      const note = { id: nextId++, iid, author, body };
      double.notes.push(note);
      return note;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const routes = routesOf(double);
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      double.violations.push(`the double failed: ${String(error)}`);
      response.writeHead(599).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  Object.assign(double, { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/git` });
  return double;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", double.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const method = request.method ?? "GET";
    double.requests.push(`${method} ${url.pathname}`);
    const { status, body, headers } = answer(method, url, text === "" ? {} : (JSON.parse(text) as Json), request.headers.authorization);
    const raw = typeof body === "string";
    response.writeHead(status, { "Content-Type": raw ? "text/plain" : "application/json", ...headers });
    response.end(raw ? body : body === undefined ? undefined : JSON.stringify(body));
  }

  function answer(method: string, url: URL, body: Json, authorization: string | undefined): Answer {
    if (double.down !== undefined) return { status: double.down, body: { message: "down" } };
    if (authorization !== `Bearer ${token}`) return { status: 401, body: { message: "401 Unauthorized" } };
    const prefix = `/git/api/v4/projects/${encodeURIComponent(project)}`;
    if (method === "GET" && url.pathname === "/git/api/v4/user") return { status: 200, body: { id: ourselves, username: "project_1_bot" } };
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : undefined;
    for (const [verb, pattern, action] of routes) {
      const match = verb === method && path !== undefined ? pattern.exec(path) : null;
      if (match !== null) return action(match, url.searchParams, body);
    }
    double.violations.push(`${method} ${url.pathname}: no such route`);
    return notFound();
  }
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const notFound = (): Answer => ({ status: 404, body: { message: "404 Not found" } });

type Route = readonly [string, RegExp, (match: RegExpExecArray, query: URLSearchParams, body: Json) => Answer];

function routesOf(double: GitLabDouble): readonly Route[] {
  const toNote = ({ id, author, body, iid }: DoubleNote) => ({
    id,
    body,
    author: { id: author },
    noteable_iid: iid,
    noteable_type: "MergeRequest",
    system: false,
  });
  const toRequest = ({ iid, sourceBranch, sha, state }: DoubleMergeRequest) => ({ iid, source_branch: sourceBranch, sha, state });
  const paged = (items: readonly unknown[], query: URLSearchParams): Answer => {
    const [size, page] = [Math.min(100, Number(query.get("per_page") ?? 20)), Number(query.get("page") ?? 1)];
    const next = page * size < items.length ? String(page + 1) : "";
    return { status: 200, body: items.slice((page - 1) * size, page * size), headers: { "X-Next-Page": next, "X-Page": String(page) } };
  };
  const find = (match: RegExpExecArray) => double.notes.find(({ id, iid }) => id === Number(match[2]) && iid === Number(match[1]));
  const need = (body: Json, ...names: string[]) => {
    for (const name of names) if (typeof body[name] !== "string" || body[name] === "") double.violations.push(`${name} is missing`);
  };
  return [
    [
      "GET",
      /^\/merge_requests\/(\d+)\/notes$/,
      ([, iid], query) => paged(double.notes.filter((note) => note.iid === Number(iid)).map(toNote), query),
    ],
    [
      "POST",
      /^\/merge_requests\/(\d+)\/notes$/,
      ([, iid], _query, body) => {
        need(body, "body");
        return { status: 201, body: toNote(double.addNote(Number(iid), ourselves, String(body["body"]))) };
      },
    ],
    [
      "PUT",
      /^\/merge_requests\/(\d+)\/notes\/(\d+)$/,
      (match, _query, body) => {
        need(body, "body");
        const note = find(match);
        if (note === undefined) return notFound();
        note.body = String(body["body"]);
        return { status: 200, body: toNote(note) };
      },
    ],
    [
      "DELETE",
      /^\/merge_requests\/(\d+)\/notes\/(\d+)$/,
      (match) => {
        const note = find(match);
        if (note === undefined) return notFound();
        double.notes.splice(double.notes.indexOf(note), 1);
        return { status: 204 };
      },
    ],
    [
      "GET",
      /^\/merge_requests\/(\d+)$/,
      ([, iid]) => {
        const found = double.mergeRequests.get(Number(iid));
        return found === undefined ? notFound() : { status: 200, body: toRequest(found) };
      },
    ],
    [
      "GET",
      /^\/merge_requests$/,
      (_match, query) => {
        const found = [...double.mergeRequests.values()].filter(
          ({ state, sourceBranch }) => state === query.get("state") && sourceBranch === query.get("source_branch"),
        );
        return paged(found.map(toRequest), query);
      },
    ],
    ["GET", /^\/merge_requests\/(\d+)\/diffs$/, ([, iid], query) => paged(double.mergeRequests.get(Number(iid))?.diffs ?? [], query)],
    [
      "GET",
      /^\/repository\/merge_base$/,
      (_match, query) => {
        const refs = query.getAll("refs[]");
        if (refs.length < 2) double.violations.push("merge_base wants two refs");
        return { status: 200, body: { id: refs[0] } };
      },
    ],
    [
      "GET",
      /^\/repository\/files\/([^/]+)\/raw$/,
      ([, path], query) => {
        need({ ref: query.get("ref") }, "ref");
        const content = double.files.get(decodeURIComponent(path!));
        return content === undefined ? notFound() : { status: 200, body: content };
      },
    ],
    [
      "POST",
      /^\/statuses\/([0-9a-f]{40})$/,
      ([, sha], _query, body) => {
        need(body, "state");
        if (!["pending", "running", "success", "failed", "canceled", "skipped"].includes(String(body["state"])))
          double.violations.push("state is none of GitLab's");
        double.statuses.push({ ...body, sha });
        return { status: 201, body: { sha, status: body["state"] } };
      },
    ],
  ];
}
