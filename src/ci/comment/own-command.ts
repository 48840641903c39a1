import { plainLine } from "../../text/plain-line.ts";

/** How a person runs this program: lines to run once, and the words before the name of a command. */
export interface OwnCommand {
  readonly before: readonly string[];
  readonly command: string;
}

/** Where the steps below put the program's repository: beside the checkout, so that it is no part of it. */
const sourceFolder = "../dashpreview-action";
const maxChars = 300;

/**
 * The command that was run, as it can be run elsewhere: `DASHPREVIEW_COMMAND`, which images and pipelines set; else the
 * repository of the action or of `DASHPREVIEW_SOURCE` (`https://…@COMMIT`, as GitLab's templates fetch it) at its
 * commit, which needs Git and Node alone; else `dashpreview`.
 */
export function ownCommand(env: Readonly<Record<string, string | undefined>>): OwnCommand {
  const told = plainLine((env["DASHPREVIEW_COMMAND"] ?? "").trim());
  if (told !== "" && told.length <= maxChars) return { before: [], command: told };
  const [, address, commit] = /^(https:\/\/[\w.:-]+(?:\/[\w.-]+)+)@(\w[\w./-]*)$/.exec(sourceOf(env)) ?? [];
  if (address === undefined || commit === undefined || address.length > maxChars)
    return { before: [], command: "dashpreview" };
  return {
    before: [`git clone -q ${address} ${sourceFolder}`, `git -C ${sourceFolder} checkout -q ${commit}`],
    command: `node ${sourceFolder}/action/cli.js`,
  };
}

/** Runners set both of an action's variables for its step, and for no other. */
function sourceOf(env: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_ACTION_REPOSITORY: repository = "", GITHUB_ACTION_REF: ref = "" } = env;
  if (repository === "" && ref === "") return (env["DASHPREVIEW_SOURCE"] ?? "").trim();
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  return /^[\w.-]+\/[\w.-]+$/.test(repository) && /^https:\/\/[\w.:-]+$/.test(server)
    ? `${server}/${repository}@${ref}`
    : "";
}
