import { createHash, randomBytes } from "node:crypto";
import { type FormUpload, type HostAnswer, type HostDouble, type HostRequest, startHostDouble } from "./host-double.ts";

type Json = Record<string, unknown>;

/** A merge request as a test wants it. */
export interface DoubleMergeRequest {
  readonly iid: number;
  readonly sourceBranch: string;
  sha: string;
  state: "opened" | "closed" | "locked" | "merged";
  discussionLocked?: boolean;
  diffs: readonly {
    readonly old_path: string;
    readonly new_path: string;
    readonly new_file: boolean;
    readonly deleted_file: boolean;
  }[];
}

/** A note that the double holds. */
export interface DoubleNote {
  readonly id: number;
  readonly iid: number;
  readonly author: number;
  body: string;
}

/** A GitLab for tests below a sub-path, as self-hosted ones may be. */
export interface GitLabDouble extends HostDouble {
  readonly project: string;
  readonly projectId: number;
  /** A proxy in front refuses every path with `%2F` by a page of its own. */
  refusesEncodedSlash: boolean;
  /** The token may not see the project. */
  hidden: boolean;
  readonly mergeRequests: Map<number, DoubleMergeRequest>;
  readonly notes: DoubleNote[];
  readonly statuses: Json[];
  readonly files: Map<string, string>;
  /** CI/CD variables by key, as the API shows them. */
  readonly variables: Map<string, Json>;
  /** Uploads of the project by their path: `/uploads/…/x.png`. */
  readonly uploads: Map<string, Buffer>;
  /** Our role is that of a maintainer, who may delete uploads. */
  maintainer: boolean;
  /** Uploads are refused with this status. */
  refusesUploads: number | undefined;
  addNote(iid: number, author: number, body: string): DoubleNote;
}

const ourselves = 77;
const project = "acme/ops/dashboards";

/**
 * Starts a double on a free loopback port. Paths, parameters and answers as https://docs.gitlab.com/api/ describes
 * them; anything else is a violation.
 */
export async function startGitLabDouble(): Promise<GitLabDouble> {
  let nextId = 5000;
  const server = await startHostDouble({
    token: "glpat-double-0123456789",
    subPath: "/git",
    unauthorized: "401 Unauthorized",
    answer,
  });
  const double: GitLabDouble = Object.assign(server, {
    project,
    projectId: 1,
    refusesEncodedSlash: false,
    hidden: false,
    mergeRequests: new Map<number, DoubleMergeRequest>(),
    notes: [] as DoubleNote[],
    statuses: [] as Json[],
    files: new Map<string, string>(),
    variables: new Map<string, Json>(),
    uploads: new Map<string, Buffer>(),
    maintainer: true,
    refusesUploads: undefined,
    addNote(iid: number, author: number, body: string) {
      const note = { id: nextId++, iid, author, body };
      double.notes.push(note);
      return note;
    },
  });
  const routes = [...routesOf(double), ...variableRoutes(double)];
  return double;

  function answer({ method, url, body }: HostRequest): HostAnswer {
    if (double.refusesEncodedSlash && /%2f/i.test(url.pathname)) return proxyPage;
    if (double.hidden && url.pathname.startsWith("/git/api/v4/projects/"))
      return { status: 404, body: { message: "404 Project Not Found" } };
    const prefixes = [encodeURIComponent(project), String(double.projectId)].map((id) => `/git/api/v4/projects/${id}`);
    if (method === "GET" && url.pathname === "/git/api/v4/user")
      return { status: 200, body: { id: ourselves, username: "project_1_bot" } };
    const prefix = prefixes.find((one) => url.pathname.startsWith(one));
    const path = prefix === undefined ? undefined : url.pathname.slice(prefix.length);
    for (const [verb, pattern, action] of routes) {
      const match = verb === method && path !== undefined ? pattern.exec(path) : null;
      if (match !== null) return action(match, url.searchParams, (body ?? {}) as Json);
    }
    double.violations.push(`${method} ${url.pathname}: no such route`);
    return notFound();
  }
}

/** nginx' own. */
const proxyPage: HostAnswer = {
  status: 400,
  body: "<html>\r\n<head><title>400 Bad Request</title></head>\r\n<body>nginx</body>\r\n</html>",
  headers: { "Content-Type": "text/html" },
};

/** A hash as git would give one, of the path: two paths, two hashes. */
const blobOf = (path: string) => createHash("sha1").update(path).digest("hex");

const notFound = (): HostAnswer => ({ status: 404, body: { message: "404 Not found" } });

type Route = readonly [string, RegExp, (match: RegExpExecArray, query: URLSearchParams, body: Json) => HostAnswer];

function routesOf(double: GitLabDouble): readonly Route[] {
  const toNote = ({ id, author, body, iid }: DoubleNote) => ({
    id,
    body,
    author: { id: author },
    noteable_iid: iid,
    noteable_type: "MergeRequest",
    system: false,
  });
  const toRequest = ({ iid, sourceBranch, sha, state, discussionLocked = false }: DoubleMergeRequest) => ({
    iid,
    discussion_locked: discussionLocked,
    source_branch: sourceBranch,
    sha,
    state,
  });
  const paged = (items: readonly unknown[], query: URLSearchParams): HostAnswer => {
    const [size, page] = [Math.min(100, Number(query.get("per_page") ?? 20)), Number(query.get("page") ?? 1)];
    const next = page * size < items.length ? String(page + 1) : "";
    return {
      status: 200,
      body: items.slice((page - 1) * size, page * size),
      headers: { "X-Next-Page": next, "X-Page": String(page) },
    };
  };
  const find = (match: RegExpExecArray) =>
    double.notes.find(({ id, iid }) => id === Number(match[2]) && iid === Number(match[1]));
  const need = (body: Json, ...names: string[]) => {
    for (const name of names)
      if (typeof body[name] !== "string" || body[name] === "") double.violations.push(`${name} is missing`);
  };
  return [
    [
      "GET",
      /^$/,
      () => ({
        status: 200,
        body: { id: double.projectId, path_with_namespace: project, web_url: `${double.url}/${double.project}` },
      }),
    ],
    [
      "GET",
      /^\/repository\/tree$/,
      (_match, query) => {
        need({ ref: query.get("ref") }, "ref");
        const below = [...double.files.keys()].filter(
          (path) => path.slice(0, Math.max(0, path.lastIndexOf("/"))) === (query.get("path") ?? ""),
        );
        const entries = below.map((path) => ({ id: blobOf(path), name: path.split("/").at(-1), type: "blob", path }));
        return paged(entries, query);
      },
    ],
    [
      "GET",
      /^\/repository\/blobs\/([0-9a-f]{40})\/raw$/,
      ([, hash]) => {
        const found = [...double.files].find(([path]) => blobOf(path) === hash);
        return found === undefined ? notFound() : { status: 200, body: found[1] };
      },
    ],
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
        if (double.mergeRequests.get(Number(iid))?.discussionLocked)
          return { status: 403, body: { message: "403 Forbidden" } };
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
    [
      "GET",
      /^\/merge_requests\/(\d+)\/diffs$/,
      ([, iid], query) => paged(double.mergeRequests.get(Number(iid))?.diffs ?? [], query),
    ],
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
      /^\/uploads$/,
      (_match, _query, body) => {
        const file = body["file"] as FormUpload | undefined;
        if (file === undefined) double.violations.push("an upload needs a file");
        if (double.refusesUploads !== undefined)
          return { status: double.refusesUploads, body: { message: `${double.refusesUploads} refused` } };
        const url = `/uploads/${randomBytes(16).toString("hex")}/${file!.filename}`;
        double.uploads.set(url, file!.content);
        const alt = file!.filename.replace(/\.png$/, "");
        const full_path = `/-/project/${double.projectId}${url}`;
        return { status: 201, body: { id: double.uploads.size, alt, url, full_path, markdown: `![${alt}](${url})` } };
      },
    ],
    [
      "DELETE",
      /^(\/uploads\/[0-9a-f]{32}\/[\w.-]+)$/,
      ([, path]) => {
        if (!double.maintainer) return { status: 403, body: { message: "403 Forbidden" } };
        return double.uploads.delete(path!) ? { status: 204 } : notFound();
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

/**
 * CI/CD variables. A masked one has 8 characters or more, on one line and without blanks.
 *
 * @see https://docs.gitlab.com/api/project_level_variables/
 */
function variableRoutes({ variables, violations }: GitLabDouble): readonly Route[] {
  const known = ["key", "value", "masked", "protected", "raw", "environment_scope", "variable_type"];
  const save = (key: string, body: Json, status: number): HostAnswer => {
    violations.push(...Object.keys(body).flatMap((name) => (known.includes(name) ? [] : [`variable: ${name}`])));
    if (body["masked"] === true && !/^\S{8,}$/.test(String(body["value"])))
      return { status: 400, body: { message: { value: ["is invalid"] } } };
    const shown = { variable_type: "env_var", ...variables.get(key), ...body, key };
    variables.set(key, shown);
    return { status, body: shown };
  };
  return [
    [
      "GET",
      /^\/variables\/(\w+)$/,
      (match) => (variables.has(match[1]!) ? { status: 200, body: variables.get(match[1]!) } : notFound()),
    ],
    [
      "PUT",
      /^\/variables\/(\w+)$/,
      (match, _query, body) => (variables.has(match[1]!) ? save(match[1]!, body, 200) : notFound()),
    ],
    ["POST", /^\/variables$/, (_match, _query, body) => save(String(body["key"]), body, 201)],
  ];
}
