import { CiError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { field, numberField, textField } from "../../json/read.ts";
import { commitHash, reviewNumber } from "../comment/checked-text.ts";
import type { FoundReview, HostComment, ReviewHost } from "../hosts/host.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { isOpenPullOf } from "../hosts/pull-request.ts";
import { readRepository } from "../hosts/read-repository.ts";
import { requireRepository } from "../hosts/require-repository.ts";
import type { HostAddress, ReviewHead } from "../hosts/review-shape.ts";
import { findMergeBase } from "./forgejo-merge-base.ts";
import { forgejoPictures } from "./forgejo-pictures.ts";
import { keyPrefix } from "./forgejo-review.ts";
import { pullFacts, pullFiles } from "./read-pull.ts";

/** Neither server states a limit. GitHub's keeps a comment short enough to be read. */
const maxCommentChars = 65_536;

/**
 * Forgejo's and Gitea's side of a review.
 *
 * @param api - of the server, with the token's headers. Its pages are asked for by `limit`.
 * @see https://codeberg.org/api/swagger
 * @see https://github.com/go-gitea/gitea `templates/swagger/v1_json.tmpl`
 */
export function createForgejoHost(api: HostApi, { repository, serverUrl }: HostAddress): ReviewHost {
  const repo = `/repos/${repository}`;
  const issues = `${repo}/issues`;
  let author: Promise<number> | undefined;
  const me = () => {
    author ??= whoAmI(api);
    return author;
  };
  return {
    name: "Forgejo",
    keyPrefix,
    maxCommentChars,
    async listComments(number) {
      // All at once, the first one first: this list has no pages (`ListIssueComments` in `routers/api/v1/repo`).
      const doing = `listing the comments of #${number}`;
      const list = (await api.send({ method: "GET", path: `${issues}/${number}/comments`, doing })).json();
      if (!Array.isArray(list))
        throw new CiError(`Forgejo: ${doing}: the answer is not a list`, { code: "odd-answer" });
      const id = await me();
      return list.map((raw) => toComment(raw, id));
    },
    async createComment(number, body) {
      const path = `${issues}/${number}/comments`;
      const response = await api.send({ method: "POST", path, json: { body }, doing: `commenting on #${number}` });
      return { ...toComment(response.json(), undefined), mine: true };
    },
    async updateComment(number, id, body) {
      const response = await api.send({
        method: "PATCH",
        path: `${issues}/comments/${id}`,
        json: { body },
        accept: [404],
        doing: `updating our comment on #${number}`,
      });
      // 204: not a comment that people wrote, and nothing was changed (`editIssueComment`).
      return response.status === 200 ? { ...toComment(response.json(), undefined), mine: true } : undefined;
    },
    async deleteComment(number, id) {
      const path = `${issues}/comments/${id}`;
      await api.send({ method: "DELETE", path, accept: [404], doing: `deleting our second comment on #${number}` });
    },
    async readReview(number) {
      const doing = `asking for the state of #${number}`;
      const response = await api.send({ method: "GET", path: `${repo}/pulls/${number}`, accept: [404], doing });
      if (response.status === 200) return pullFacts(response.json(), number, repository);
      // A token without access to the repository gets 404 for everything in it: then this fails.
      await requireRepository(api, repo, doing);
      return { state: "unknown" };
    },
    readRepository: () => readRepository(api, repo, { pageField: "html_url" }),
    findOpenReview: (head) => findOpen(api, repo, head),
    async changedFiles(number) {
      const path = `${repo}/pulls/${number}/files`;
      return (await api.pages({ method: "GET", path, doing: `listing the files of #${number}` })).flatMap(pullFiles);
    },
    async mergeBase(base, head) {
      const found = await findMergeBase(api, repo, { base, head });
      if (found === undefined) await requireRepository(api, repo, "comparing with the base");
      return found;
    },
    async readFile(path, { commit, maxBytes }) {
      const response = await api.send({
        method: "GET",
        path: `${repo}/raw/${path.split("/").map(encodeURIComponent).join("/")}`,
        query: { ref: commit },
        headers: { Accept: "*/*" },
        accept: [404],
        doing: "reading a file of the base",
      });
      if (response.status === 404) await requireRepository(api, repo, "reading a file of the base");
      return response.status === 404 || response.body.length > maxBytes ? undefined : response.text();
    },
    async setStatus({ commit, state, context, description, url }) {
      await api.send({
        method: "POST",
        path: `${repo}/statuses/${commit}`,
        json: { state, context, description, ...defined({ target_url: url }) },
        doing: "setting the commit status",
        repeatable: true,
      });
    },
    pictures: forgejoPictures(api, issues, serverUrl),
    close: () => api.close(),
  };
}

/**
 * The id of whoever the token belongs to. A job's own token is answered too: it is that of the user `forgejo-actions`
 * or `gitea-actions`, whose id is -2 (`NewActionsUser` in `models/user/user_system.go`).
 */
async function whoAmI(api: HostApi): Promise<number> {
  const doing = "asking whose token it is";
  const id = numberField((await api.send({ method: "GET", path: "/user", doing })).json(), "id");
  if (id === undefined) throw new CiError(`Forgejo: ${doing}: the answer names nobody`, { code: "odd-answer" });
  return id;
}

function toComment(raw: unknown, me: number | undefined): HostComment {
  const id = reviewNumber(field(raw, "id"));
  if (id === undefined) throw new CiError("Forgejo: a comment came without an id", { code: "odd-answer" });
  const author = numberField(raw, "user", "id");
  return { id, body: textField(raw, "body") ?? "", mine: author !== undefined && author === me };
}

/** The list cannot be narrowed to a branch. Sorted by age, so that none moves to another page meanwhile. */
async function findOpen(api: HostApi, repo: string, head: ReviewHead): Promise<FoundReview> {
  const list = await api.pages({
    method: "GET",
    path: `${repo}/pulls`,
    query: { state: "open", sort: "oldest" },
    doing: "looking for the pull request of these commits",
  });
  const found = list.filter((raw) => isOpenPullOf(raw, head));
  const number = reviewNumber(numberField(found[0], "number"));
  if (found.length === 1 && number !== undefined)
    return { number, ...defined({ baseRevision: commitHash(textField(found[0], "base", "sha")) }) };
  throw new CiError(
    `Forgejo: ${found.length} open pull requests have commit ${head.commit.slice(0, 10)} of that branch as their ` +
      "head, and it must be one; a later push makes a run of its own",
    { code: "no-review" },
  );
}
