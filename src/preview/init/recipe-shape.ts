/** The files of docs/recipes that `init` starts from. */
export interface Recipes {
  /** A workflow that calls this project's reusable one. */
  readonly github: string;
  /** An include of the template, one entry. */
  readonly gitlab: string;
  /** One workflow that does everything, or one for previews and one for the cleanup. */
  readonly forgejo: readonly string[];
}

/** Something that `init` found: paths, and the command that prints dashboards. */
export interface FoundPreview {
  /** Of several previews; undefined if there is one. */
  readonly name?: string;
  readonly dashboards: readonly string[];
  readonly rules: readonly string[];
  readonly build: readonly string[];
}

/** A CI host, or none that is known. */
export type InitHost = "github" | "gitlab" | "forgejo" | "none";
