import { plainLine } from "../../text/plain-line.ts";

/** How a person runs this program: lines to run once, and the words before the name of a command. */
export interface OwnCommand {
  readonly before: readonly string[];
  readonly command: string;
}

/** Names the program that ran, for `Reproduce on your machine`. */
export const commandVariable = "DASHPREVIEW_COMMAND";
/** Where the steps below put the action's repository: beside the checkout, so that it is no part of it. */
const actionFolder = "../dashpreview-action";
const maxChars = 300;

/**
 * The command that was run, as it can be run elsewhere: `DASHPREVIEW_COMMAND`, which images and templates set; else the
 * action at its commit, which needs Git and Node alone; else `dashpreview`.
 */
export function ownCommand(env: Readonly<Record<string, string | undefined>>): OwnCommand {
  const told = plainLine((env[commandVariable] ?? "").trim());
  if (told !== "" && told.length <= maxChars) return { before: [], command: told };
  // Runners set both for the step of an action, and for no other.
  const { GITHUB_ACTION_REPOSITORY: repository = "", GITHUB_ACTION_REF: ref = "" } = env;
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\w[\w./-]*$/.test(ref) || !/^https:\/\/[\w.:-]+$/.test(server))
    return { before: [], command: "dashpreview" };
  return {
    before: [`git clone -q ${server}/${repository} ${actionFolder}`, `git -C ${actionFolder} checkout -q ${ref}`],
    command: `node ${actionFolder}/action/cli.js`,
  };
}
