import { allNames, numberedProjectId, pathProjectIds } from "../../identity/project-id.ts";
import { reviewNumber, serverAddress } from "../comment/checked-text.ts";
import type { HostAddress, Review } from "./review-shape.ts";

/** The part of a review that says which repository's it is. */
export type ReviewProject = Pick<Review, "project" | "formerProjects" | "repositoryId">;

/** A repository as far as a run knows it. */
export interface KnownRepository extends Pick<HostAddress, "kind" | "serverUrl" | "repository"> {
  /** The host's number of it: from the environment, the event or an answer. Anything but a whole number is ignored. */
  readonly id?: unknown;
  /** Address of its page in the server's own words; the address of a run may be one of an inner network. */
  readonly page?: string | undefined;
}

/**
 * The project of a repository: by the host's number where that is known, else by its path. Earlier versions named
 * projects by the path: those names are kept as former ones. All of them follow from the repository's own address.
 */
export function reviewProject({ kind, serverUrl, repository, id, page }: KnownRepository): ReviewProject {
  const [known, address] = [reviewNumber(id), serverAddress(page)];
  const paths = [...pathProjectIds(serverUrl, repository), ...(address === undefined ? [] : pathsOf(address))];
  if (known === undefined) return named(paths[0]!, paths);
  const { hostname } = new URL(address ?? serverUrl);
  return { ...named(numberedProjectId({ kind, hostname, id: known }), paths), repositoryId: known };
}

/**
 * The review of a repository whose number was asked of the host. The names that were known before count as former
 * ones.
 */
export function withRepository(review: Review, repository: KnownRepository): Review {
  const { project, formerProjects = [], ...found } = reviewProject(repository);
  return { ...review, ...found, ...named(project, [...formerProjects, ...allNames(review)]) };
}

/** A project with one more name: a former one where the repository's number is known, else the present one. */
export function withName(found: ReviewProject, name: string): ReviewProject {
  const names = [name, ...allNames(found)];
  return { ...found, ...named(found.repositoryId === undefined ? name : found.project, names) };
}

/** The names that a page's address gives: the server may lie below a sub-path, and its own part is not known. */
function pathsOf(page: string): readonly string[] {
  const { origin, pathname } = new URL(page);
  return pathProjectIds(origin, pathname.replace(/^\/+/, ""));
}

function named(project: string, names: readonly string[]): ReviewProject {
  const formerProjects = [...new Set(names)].filter((name) => name !== project);
  return formerProjects.length === 0 ? { project } : { project, formerProjects };
}
