// docs/commands.md from the commands as the program itself has them: options, defaults, environment variables, JSON,
// exit codes.

import { loadSources } from "./load-sources.mjs";
import { table } from "./markdown-table.mjs";

const intro = `# Commands

<!-- Made by scripts/commands-document.mjs from src/cli/commands. Change those, then run \`npm run generate\`. -->

\`dashpreview help COMMAND\` shows the same in a terminal. \`dashpreview completion\` prints a completion script for bash or zsh:
\`dashpreview completion >> ~/.bashrc\`.

## Values

- A value is taken from the command line, else from the environment variable, else from the [configuration](configuration.md) if the command has \`--config\`, else it is the default. An empty variable counts as not set.
- Booleans: \`--flag\` and \`--no-flag\`; with \`=\` and in the environment \`1\`, \`true\`, \`yes\`, \`on\`, and \`0\`, \`false\`, \`no\`, \`off\`, in any case.
- Durations are those of Prometheus: \`30s\`, \`15m\`, \`1h30m\`, \`3d\`.
- What may be repeated has a line for each value in its environment variable.
- Anything else is a usage error that names the flag or the variable.
`;

/** The text of docs/commands.md. */
export async function makeCommandsDocument() {
  const { commands, exitCodes, variablesOf } = await loadCommands();
  const codes = exitCodes.map(({ code, meaning }) => [code, meaning]);
  const parts = [
    intro,
    "## Exit codes\n",
    table(["Code", "Meaning"], codes),
    "With `--output json` standard output is one JSON document and nothing else; an error is `{ error: { " +
      "code, message } }`.\n",
    ...commands.map((command) => section(command, variablesOf)),
  ];
  return parts.join("\n");
}

function section({ name, summary, options, positionals, json }, variablesOf) {
  const parts = [`## ${name}\n`, `${summary}.\n`, `\`\`\`\n${usage(name, positionals)}\n\`\`\`\n`];
  const args = Object.entries(positionals).map(([key, { describe }]) => [code(key), describe]);
  if (args.length > 0) parts.push(table(["Argument", "Meaning"], args));
  const rows = Object.entries(options).map(([key, option]) => [
    `${code(`--${key}`)}${option.alias === undefined ? "" : `, ${code(`-${option.alias}`)}`}`,
    value(option),
    option.default === undefined ? "" : code(option.default),
    variablesOf(key).map(code).join(", "),
    option.describe,
  ]);
  parts.push(table(["Option", "Value", "Default", "Environment", "Meaning"], rows));
  const keys = Object.entries(json).map(([key, describe]) => [code(key), describe]);
  if (keys.length > 0) parts.push("`--output json`:\n", table(["Key", "Meaning"], keys));
  return parts.join("\n");
}

function usage(name, positionals) {
  const words = Object.entries(positionals).map(([key, { many, required }]) => {
    const inner = many ? `${key}..` : key;
    return required ? `<${inner}>` : `[${inner}]`;
  });
  return ["dashpreview", name, ...words, "[options]"].join(" ");
}

function value({ type, choices, words = [], array }) {
  if (type === "choice") return choices.map(code).join(", ");
  if (type === "string") return array ? "text, may be repeated" : "text";
  return { boolean: "boolean", number: "whole number", duration: ["duration", ...words.map(code)].join(", or ") }[type];
}

const code = (text) => `\`${text}\``;

/** The program's own modules. */
function loadCommands() {
  return loadSources([
    'export { commands } from "./src/cli/commands.ts";',
    'export { exitCodes } from "./src/cli/exit-codes.ts";',
    'export { variablesOf } from "./src/cli/flags/option.ts";',
  ]);
}
