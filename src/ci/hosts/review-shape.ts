/** The hosts that are known. Each has an object in `hosts.ts`: the compiler asks for it. */
export type HostKind = "forgejo" | "github" | "gitlab";

/** The server of a review and its API. */
export interface HostAddress {
  readonly kind: HostKind;
  /**
   * Base URL of the REST API: `https://api.github.com`, `https://ghes.example/api/v3`, `https://gitlab.example/api/v4`.
   */
  readonly apiUrl: string;
  /** Base URL of the pages that people see. */
  readonly serverUrl: string;
  /** Full path: `owner/name`, `group/sub/project`. */
  readonly repository: string;
  /** The host's number of the repository; undefined where the run does not say it. */
  readonly repositoryId?: number;
}

/** Where the commits under review come from; enough to ask the host for the number. */
export interface ReviewHead {
  /** Full path of the repository, which for a fork is another one. */
  readonly repository: string;
  readonly branch: string;
  readonly commit: string;
}

/** Which review a run belongs to, from the environment and the event file alone, without network requests. */
export interface Review {
  /** 8 base32 characters, or `local`. */
  readonly project: string;
  /** Names that the same repository's previews had before; see `ProjectNames`. */
  readonly formerProjects?: readonly string[];
  /** The host's number of the repository. Absent where only its path is known. */
  readonly repositoryId?: number;
  /** `pr-123`, `mr-45`, `pull-6`, `branch-main`, `queue-123`, `local-<user>`. */
  readonly key: string;
  /** The review's number, for links and the manifest. */
  readonly number?: number;
  /** Where reviewers go back to. */
  readonly url?: string;
  /** Head commit, 40 or 64 hex digits. */
  readonly commit?: string;
  /** Later runs of the same CI have a higher order. Absent outside CI: then the server's clock decides. */
  readonly order?: number;
  readonly sourceBranch?: string;
  /** The commit that the review's changes are seen against. */
  readonly baseRevision?: string;
  /** The commits come from another repository; absent where that is not known. */
  readonly fork?: boolean;
  readonly host?: HostAddress;
  /** Outside CI: the host that the git remote leads to, which knows the repository's number. */
  readonly remote?: HostAddress;
  /** The event that started the run: `pull_request`, `schedule`, `merge_request_event`, … */
  readonly event?: string;
  /** The event itself says that the review is over. */
  readonly closed?: "closed" | "merged";
  /** A merge queue or merge train tries the review: the preview is deleted when the run ends. */
  readonly endsWithRun?: true;
  /**
   * The number is not in the event (`workflow_run`): the host has to be asked by this, and until then there is no key
   * to use.
   */
  readonly pending?: ReviewHead;
}

/** Sources of {@link detectReview}. */
export interface ReviewSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The content of the event file, see `readEvent`. */
  readonly event?: unknown;
  /** The URL of the git remote `origin`, if there is one. */
  readonly remoteUrl?: string | undefined;
  /** The user's login name, for a key of their own. */
  readonly user: string;
  /** Names a checkout that has no remote. `folder`: the repository's top, absolute, symbolic links resolved. */
  readonly checkout?: { readonly machine: string; readonly folder: string };
}
