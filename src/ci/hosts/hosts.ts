import { gitHub } from "../github/github.ts";
import { gitLab } from "../gitlab/gitlab.ts";
import type { CiHost } from "./ci-host.ts";
import type { HostAddress, HostKind } from "./review-shape.ts";

/** Every host, by its kind. */
const table: Readonly<Record<HostKind, CiHost>> = { github: gitHub, gitlab: gitLab };

/** Every host, in the order in which they are asked whether a run is theirs. */
export const hosts: readonly CiHost[] = Object.values(table);

/** The host of an address. */
export function hostOf({ kind }: Pick<HostAddress, "kind">): CiHost {
  return table[kind];
}

/** The names of all hosts for a question: `GitHub or GitLab`. */
export function hostNames(): string {
  return hosts.map(({ name }) => name).join(" or ");
}
