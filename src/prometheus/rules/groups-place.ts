/** Where groups lie in a document. */
export interface GroupsPlace {
  readonly path: readonly (string | number)[];
  /** A list of groups, or one group. */
  readonly value: unknown;
  readonly namespace: string | undefined;
  /** The language that the document names; undefined where only the expressions can tell. */
  readonly dialect: "loki" | undefined;
  /** The key of a group's rules. Default `rules`. */
  readonly rulesKey?: string;
  /** A rule file inside of the document. */
  readonly text?: string;
}
