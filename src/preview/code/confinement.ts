/** How a module of a user is kept from what this process holds. */
export interface Confinement {
  /**
   * Flags of Node that take every right away but those that are given by `--allow-fs-read`; empty where this Node has
   * no permission model.
   */
  readonly nodeFlags: readonly string[];
  /** The user and group to run as; undefined where that is not ours to choose. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  /** This Node runs TypeScript by itself. */
  readonly runsTypeScript: boolean;
}

/** `nobody`, on Linux and the BSDs. */
const nobody = 65534;

/**
 * The strictest confinement that this Node and this user have. The permission model keeps a module from `/proc`, from
 * other programs, threads and addons; another user keeps it from this process even where the model has a hole. Both
 * together where we are root.
 *
 * @param options.allowed - `process.allowedNodeEnvironmentFlags`.
 * @param options.uid - of this process; undefined on Windows.
 * @see https://nodejs.org/api/permissions.html#permission-model
 */
export function confinementOf(options: {
  readonly allowed: { has(flag: string): boolean };
  readonly uid: number | undefined;
  readonly runsTypeScript: boolean;
}): Confinement {
  const { allowed, uid, runsTypeScript } = options;
  const permission = ["--permission", "--experimental-permission"].find((flag) => allowed.has(flag));
  // From Node 25 on the model closes the network too; before that it could not, and modules that load something would
  // break by a change of Node alone.
  const network = allowed.has("--allow-net") ? ["--allow-net"] : [];
  // SQLite opens and writes any file, whatever the model says (Node 24).
  const sqlite = allowed.has("--no-experimental-sqlite") ? ["--no-experimental-sqlite"] : [];
  return {
    nodeFlags: permission === undefined ? [] : [permission, ...network, ...sqlite],
    user: uid === 0 ? { uid: nobody, gid: nobody } : undefined,
    runsTypeScript,
  };
}
