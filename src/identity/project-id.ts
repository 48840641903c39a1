import { digest } from "./digest.ts";

/** The names of one project: the one that new previews get, and earlier ones of the same repository. */
export interface ProjectNames {
  readonly project: string;
  /** Never includes `project`. Previews under these names belong to the project too. */
  readonly formerProjects?: readonly string[];
}

/** Every name of a project, the present one first. */
export function allNames({ project, formerProjects = [] }: ProjectNames): readonly string[] {
  return [project, ...formerProjects];
}

/** The names alone, of anything that has them. */
export function projectNames({ project, formerProjects }: ProjectNames): ProjectNames {
  return formerProjects === undefined ? { project } : { project, formerProjects };
}

/** The project ID of a repository, from host and full path, both in lower case. Stable, not secret. */
export function projectId({ host, path }: { readonly host: string; readonly path: string }): string {
  return digest(8, host.toLowerCase(), path.toLowerCase());
}

/**
 * The project ID of a repository that its host numbers. Renames, moves, ports, sub-paths and the kind of remote leave
 * it as it is.
 *
 * @param options.kind - of the host: a GitLab and a Forgejo may share a host name.
 * @param options.hostname - of the server that people use, without a port.
 * @param options.id - the host's number of the repository.
 */
export function numberedProjectId(options: {
  readonly kind: string;
  readonly hostname: string;
  readonly id: number;
}): string {
  return digest(8, "repository", options.kind, options.hostname.toLowerCase(), String(options.id));
}

/**
 * The project ID of a checkout without a remote that anybody knows: what one user of one machine has in one folder.
 *
 * @param options.folder - absolute path of the repository's top, symbolic links resolved.
 */
export function checkoutProjectId(options: {
  readonly machine: string;
  readonly user: string;
  readonly folder: string;
}): string {
  return digest(8, "checkout", options.machine.toLowerCase(), options.user, options.folder);
}

/**
 * The project IDs that follow from a repository's path and the address of its server: with and without the port, with
 * and without the sub-path. The first one is that of a repository whose number is not known.
 *
 * @param serverUrl - base URL of the server's pages.
 */
export function pathProjectIds(serverUrl: string, path: string): readonly string[] {
  const { host, hostname, pathname } = new URL(serverUrl);
  const below = `${pathname.replace(/^\/+|\/+$/g, "")}/${path}`.replace(/^\//, "");
  const ids = [path, below].flatMap((one) => [host, hostname].map((name) => projectId({ host: name, path: one })));
  return [...new Set(ids)];
}
