import { forgejo } from "../forgejo/forgejo.ts";
import { gitHub } from "../github/github.ts";
import { gitLab } from "../gitlab/gitlab.ts";
import type { CiHost } from "./ci-host.ts";
import type { HostAddress, HostKind } from "./review-shape.ts";

/** Every host, by its kind. Forgejo before GitHub, whose variables its runners set too. */
const table: Readonly<Record<HostKind, CiHost>> = { forgejo, github: gitHub, gitlab: gitLab };

/** Every host, in the order in which they are asked whether a run is theirs. */
export const hosts: readonly CiHost[] = Object.values(table);

/** The host of an address. */
export function hostOf({ kind }: Pick<HostAddress, "kind">): CiHost {
  return table[kind];
}

/** The names of all hosts for a question: `Forgejo, GitHub or GitLab`. */
export function hostNames(): string {
  return hosts
    .map(({ name }) => name)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");
}
