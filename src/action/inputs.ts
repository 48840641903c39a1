import { cleanupOptions } from "../cli/commands/cleanup/options.ts";
import { upOptions } from "../cli/commands/up/options.ts";
import { defined } from "../json/defined.ts";

/** An input of the action. */
export interface ActionInput {
  readonly describe: string;
  readonly default?: string;
}

/** Commands that the input `command` accepts beside `auto`. */
export const actionCommands: readonly string[] = ["up", "cleanup", "list", "validate", "doctor"];

/** Inputs that are not options of a command. */
export const ownInputs: Readonly<Record<string, ActionInput>> = {
  command: {
    describe: `auto: up; cleanup when the review is over, and on a schedule. Or ${actionCommands.join(", ")}`,
    default: "auto",
  },
  dashboards: { describe: "Files, folders and globs, one a line; default those of dashpreview.yaml" },
  "working-directory": { describe: "Folder that paths are relative to" },
};

/** Options that make no sense in a workflow. */
const leftOut: ReadonlySet<string> = new Set([
  "local",
  "exit",
  "port",
  "page",
  "watch",
  "output",
  "all",
  "all-projects",
  "yes",
]);

/** Defaults that differ in a workflow. */
const otherDefaults: Readonly<Record<string, string>> = {
  "host-token": `\${{ github.token }}`,
  "changed-only": "true",
};

/** Every input of the action, by name, in the order of action.yml. */
export const actionInputs: Readonly<Record<string, ActionInput>> = {
  ...ownInputs,
  ...Object.fromEntries(
    Object.entries({ ...upOptions, ...cleanupOptions, ...bothDescribe("dry-run", "max-ttl") })
      .filter(([name]) => !leftOut.has(name))
      .map(([name, { describe }]) => [name, { describe, ...defined({ default: otherDefaults[name] }) }]),
  ),
};

/** Options that `up` and `cleanup` describe in different words. */
function bothDescribe(...names: readonly (keyof typeof upOptions & keyof typeof cleanupOptions)[]) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      { describe: `up: ${upOptions[name].describe}. cleanup: ${cleanupOptions[name].describe}` },
    ]),
  );
}
