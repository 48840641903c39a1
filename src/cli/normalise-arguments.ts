import { UsageError } from "../errors.ts";
import { stdinName } from "../preview/files/printed-name.ts";
import type { Command } from "./define-command.ts";
import { readValue } from "./flags/read-value.ts";
import { unknownCommand } from "./parse-failure.ts";

/**
 * The command line as yargs should see it: `help up` is `up --help`, nothing is `--help`, and `--dry-run=yes` is
 * `--dry-run=true`, which yargs would take for false. A `-` stands for standard input: yargs would drop it.
 *
 * @throws {UsageError} for help of an unknown command, or a boolean that is none.
 */
export function normaliseArguments(argv: readonly string[], commands: readonly Command[]): readonly string[] {
  if (argv.length === 0) return ["--help"];
  if (argv[0] === "help") return helpFor(argv.slice(1), commands);
  const end = argv.indexOf("--");
  return argv.map((word, index) =>
    end !== -1 && index >= end ? word : word === "-" ? stdinName : normaliseBoolean(word, commands),
  );
}

function helpFor(words: readonly string[], commands: readonly Command[]): readonly string[] {
  const [name] = words;
  if (name === undefined || name.startsWith("-")) return ["--help"];
  if (name === "help" || name === "completion") return ["--help"];
  if (words.length > 1) throw new UsageError(`unexpected argument: ${words[1]}; help takes one command`);
  if (!commands.some((one) => one.name === name)) throw unknownCommand(name, commands);
  return [name, "--help"];
}

function normaliseBoolean(word: string, commands: readonly Command[]): string {
  const [, given, text] = /^--([\w-]+)=(.*)$/s.exec(word) ?? [];
  if (given === undefined || text === undefined) return word;
  // yargs knows --dryRun too.
  const name = given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const option = commands.map(({ options }) => options[name]).find((one) => one?.type === "boolean");
  return option === undefined ? word : `--${name}=${readValue(option, text, { name: `--${name}`, kind: "flag" })}`;
}
