import type { PictureStore } from "../pictures/picture-store.ts";
import type { ReviewHead } from "./review-shape.ts";

/** A comment as both hosts have it. */
export interface HostComment {
  readonly id: number;
  readonly body: string;
  /** Written by whoever our token belongs to. */
  readonly mine: boolean;
}

/**
 * `open`, or positively over. `unknown`: the host does not say, or not in a form that we know; nothing may follow from
 * it.
 */
export type ReviewState = "open" | "closed" | "merged" | "unknown";

/** A review as its host has it now. A field is undefined where the host does not say it. */
export interface ReviewFacts {
  readonly state: ReviewState;
  /** The newest commit that is reviewed. */
  readonly commit?: string;
  readonly sourceBranch?: string;
  /** The tip of the branch that it goes into, or the commit that it was last compared with. */
  readonly baseRevision?: string;
  /** The commits come from another repository. */
  readonly fork?: boolean;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
}

/** A repository as its host knows it. */
export interface RepositoryFacts {
  /** The host's number of it: stays when it is renamed or moved. */
  readonly id: number;
  /** Address of its page, in the server's own words; undefined where the host says only the number. */
  readonly page?: string;
}

/** A file that a review changes. Paths are relative to the top of the repository. */
export interface ChangedFile {
  readonly path: string;
  /** Where the file was before; undefined for a new one. */
  readonly basePath: string | undefined;
  /** The review deletes it: `path` is where it was. */
  readonly deleted?: true;
}

/** A review that was looked for. */
export interface FoundReview {
  readonly number: number;
  /** The tip of the branch that it goes into. */
  readonly baseRevision?: string;
}

/** A commit status. */
export interface StatusReport {
  readonly commit: string;
  readonly state: "success" | "failure" | "error";
  /** Shown beside it; also what one status is told from another by. */
  readonly context: string;
  readonly description: string;
  readonly url?: string | undefined;
}

/**
 * The server that a review lives on, as far as previews need it. Every method asks the network and throws a CiError
 * when it fails.
 */
export interface ReviewHost {
  /** For messages: `GitHub`. */
  readonly name: string;
  /** Of the keys of its reviews: `pr`. */
  readonly keyPrefix: string;
  /** Characters that a comment may have. */
  readonly maxCommentChars: number;
  /** All comments of a review, the first one first, over all pages. */
  listComments(number: number): Promise<readonly HostComment[]>;
  createComment(number: number, body: string): Promise<HostComment>;
  /** Returns undefined if the comment is gone. */
  updateComment(number: number, id: number, body: string): Promise<HostComment | undefined>;
  /** One that is gone already counts as deleted. */
  deleteComment(number: number, id: number): Promise<void>;
  /** Finds the repository by its path, a former one too. Undefined if the answer has no number. */
  readRepository(): Promise<RepositoryFacts | undefined>;
  /** Never throws for a review that is gone: that is `unknown`. */
  readReview(number: number): Promise<ReviewFacts>;
  /** The one open review of these commits. @throws {CiError} `no-review` if there is not exactly one. */
  findOpenReview(head: ReviewHead): Promise<FoundReview>;
  /** Files that the review changes or deletes; undefined if the host does not list them all. */
  changedFiles(number: number): Promise<readonly ChangedFile[] | undefined>;
  /** The common ancestor of two commits. */
  mergeBase(base: string, head: string): Promise<string | undefined>;
  /** The text of a file; undefined if there is none at that commit, or it is larger than `maxBytes`. */
  readFile(path: string, options: { readonly commit: string; readonly maxBytes: number }): Promise<string | undefined>;
  /** Safe to repeat: a later status of the same context takes the earlier one's place. */
  setStatus(report: StatusReport): Promise<void>;
  /** A deployment that points to the preview; only GitHub's, GitLab makes them from the job's `environment`. */
  readonly deployments?: Deployments;
  /** Where pictures of comments go. */
  readonly pictures?: PictureStore;
  close(): void;
}

/** GitHub's deployments of one environment for each preview. */
export interface Deployments {
  /** A new active deployment; earlier ones of the environment become inactive. */
  create(deployment: { readonly environment: string; readonly commit: string; readonly url: string }): Promise<void>;
  /** Makes all of the environment inactive and deletes them. Returns how many. Safe to repeat. */
  remove(environment: string): Promise<number>;
}
