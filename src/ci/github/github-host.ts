import { CiError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { field, numberField, textField } from "../../json/read.ts";

import { commitHash, optional, reviewNumber } from "../comment/checked-text.ts";
import type { FoundReview, HostComment, ReviewHost } from "../hosts/host.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { isOpenPullOf } from "../hosts/pull-request.ts";
import { readRepository } from "../hosts/read-repository.ts";
import { requireRepository } from "../hosts/require-repository.ts";
import type { HostAddress, ReviewHead } from "../hosts/review-shape.ts";
import { gitHubDeployments } from "./github-deployments.ts";
import { gitHubPictures } from "./github-pictures.ts";
import { keyPrefix } from "./github-review.ts";
import { pullFacts, pullFiles } from "./read-pull.ts";

/** GitHub counts characters; code units are never fewer. */
const maxCommentChars = 65_536;
/** More files than this GitHub does not list. */
const maxListedFiles = 3000;

/**
 * GitHub's side of a review, github.com and GitHub Enterprise Server alike.
 *
 * @param api - with the token's headers; `graphql` is the same server's, for the one question that REST does not answer
 *   for an app's token.
 * @see https://docs.github.com/en/rest/issues/comments
 */
export function createGitHubHost(api: HostApi, graphql: HostApi, address: HostAddress): ReviewHost {
  const { repository } = address;
  const repo = `/repos/${repository}`;
  const comments = `${repo}/issues`;
  let author: Promise<string> | undefined;
  const me = () => {
    author ??= whoAmI(api, graphql);
    return author;
  };
  const toComment = (raw: unknown, login: string): HostComment => ({
    id: idOf(raw),
    body: textField(raw, "body") ?? "",
    mine: isAuthor(textField(raw, "user", "login"), login),
  });
  return {
    name: "GitHub",
    keyPrefix,
    maxCommentChars,
    async listComments(number) {
      const list = await api.pages({
        method: "GET",
        path: `${comments}/${number}/comments`,
        doing: `listing the comments of #${number}`,
      });
      const login = await me();
      return list.map((raw) => toComment(raw, login));
    },
    async createComment(number, body) {
      const response = await api.send({
        method: "POST",
        path: `${comments}/${number}/comments`,
        json: { body },
        doing: `commenting on #${number}`,
      });
      return { ...toComment(response.json(), ""), mine: true };
    },
    async updateComment(number, id, body) {
      const path = `${comments}/comments/${id}`;
      const response = await api.send({
        method: "PATCH",
        path,
        json: { body },
        accept: [404, 410],
        doing: `updating our comment on #${number}`,
      });
      return response.status >= 400 ? undefined : { ...toComment(response.json(), ""), mine: true };
    },
    async deleteComment(number, id) {
      const path = `${comments}/comments/${id}`;
      await api.send({
        method: "DELETE",
        path,
        accept: [404, 410],
        doing: `deleting our second comment on #${number}`,
      });
    },
    async readReview(number) {
      const doing = `asking for the state of #${number}`;
      const response = await api.send({ method: "GET", path: `${repo}/pulls/${number}`, accept: [404, 410], doing });
      if (response.status === 200) return pullFacts(response.json(), number, repository);
      await requireRepository(api, repo, doing);
      return { state: "unknown" };
    },
    readRepository: () => readRepository(api, repo, { pageField: "html_url" }),
    findOpenReview: (head) => findOpen(api, repo, head),
    async changedFiles(number) {
      const path = `${repo}/pulls/${number}/files`;
      const list = await api.pages({ method: "GET", path, doing: `listing the files of #${number}` });
      return list.length >= maxListedFiles ? undefined : list.flatMap(pullFiles);
    },
    async mergeBase(base, head) {
      const path = `${repo}/compare/${base}...${head}`;
      const response = await api.send({
        method: "GET",
        path,
        query: { per_page: 1 },
        accept: [404],
        doing: "comparing with the base",
      });
      if (response.status === 404) await requireRepository(api, repo, "comparing with the base");
      return commitHash(textField(response.json(), "merge_base_commit", "sha"));
    },
    async readFile(path, { commit, maxBytes }) {
      const response = await api.send({
        method: "GET",
        path: `${repo}/contents/${path.split("/").map(encodeURIComponent).join("/")}`,
        query: { ref: commit },
        headers: { Accept: "application/vnd.github.raw+json" },
        accept: [404],
        doing: "reading a file of the base",
      });
      if (response.status === 404) await requireRepository(api, repo, "reading a file of the base");
      return response.status === 404 || response.body.length > maxBytes ? undefined : response.text();
    },
    async setStatus({ commit, state, context, description, url }) {
      const json = { state, context, description: description.slice(0, 140), ...defined({ target_url: url }) };
      await api.send({
        method: "POST",
        path: `${repo}/statuses/${commit}`,
        json,
        doing: "setting the commit status",
        repeatable: true,
      });
    },
    deployments: gitHubDeployments(api, repo),
    pictures: gitHubPictures(api, repo, address),
    close() {
      api.close();
      graphql.close();
    },
  };
}

/**
 * The login of whoever the token belongs to. `GET /user` refuses the token of an app, which `GITHUB_TOKEN` is: then
 * GraphQL's `viewer` knows. Where that fails too it is `github-actions[bot]`, whose token cannot be mistaken for a
 * person's.
 */
async function whoAmI(api: HostApi, graphql: HostApi): Promise<string> {
  const doing = "asking whose token it is";
  const user = await api.send({ method: "GET", path: "/user", accept: [401, 403, 404], doing });
  const login = user.status === 200 ? textField(user.json(), "login") : undefined;
  if (login !== undefined) return login;
  const json = { query: "query { viewer { login } }" };
  const viewer = await graphql.send({
    method: "POST",
    path: "/graphql",
    json,
    accept: [400, 401, 403, 404],
    repeatable: true,
    doing,
  });
  return textField(viewer.json(), "data", "viewer", "login") ?? "github-actions[bot]";
}

/** GraphQL may leave out what REST ends a bot's login with. */
function isAuthor(login: string | undefined, me: string): boolean {
  return login !== undefined && (login === me || login === `${me}[bot]`);
}

function idOf(raw: unknown): number {
  const id = reviewNumber(field(raw, "id"));
  if (id === undefined) throw new CiError("GitHub: a comment came without an id", { code: "odd-answer" });
  return id;
}

async function findOpen(api: HostApi, repo: string, head: ReviewHead): Promise<FoundReview> {
  const query = { state: "open", head: `${head.repository.split("/")[0]}:${head.branch}` };
  const list = await api.pages({
    method: "GET",
    path: `${repo}/pulls`,
    query,
    doing: "looking for the pull request of these commits",
  });
  const found = list.filter((raw) => isOpenPullOf(raw, head));
  const number = reviewNumber(numberField(found[0], "number"));
  if (found.length === 1 && number !== undefined)
    return { number, ...optional("baseRevision", commitHash(textField(found[0], "base", "sha"))) };
  throw new CiError(
    `GitHub: ${found.length === 0 ? "no" : `${found.length}`} open pull requests have commit ` +
      `${head.commit.slice(0, 10)} of that branch as their head, and it must be one; a later push makes a run of ` +
      "its own",
    { code: "no-review" },
  );
}
