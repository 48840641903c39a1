import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { outputOptions } from "../../flags/options.ts";

/** The options of `init`. */
export const initOptions = {
  ci: {
    type: "choice",
    choices: ["auto", "github", "gitlab", "forgejo", "none"],
    default: "auto",
    describe: "Whose workflow is written; auto: by the git remote, else by the files that are there",
  },
  previews: {
    type: "choice",
    choices: ["auto", "one"],
    default: "auto",
    describe: "auto: in a monorepo one for each of services, apps and so on; one: one for all",
  },
  yes: { type: "boolean", default: false, describe: "Write without asking; needed where there is no terminal" },
  "dry-run": { type: "boolean", default: false, describe: "Show what would be written; write nothing" },
  force: { type: "boolean", default: false, describe: "Overwrite files that are there and differ" },
  ...outputOptions,
} as const satisfies OptionSet;

/** The folder after it. */
export const initPositionals = {
  folder: { describe: "Top of the repository; default the working folder" },
} as const satisfies PositionalSet;

/** The request of `init`. */
export type InitRequest = CommandRequest<typeof initOptions, typeof initPositionals>;
