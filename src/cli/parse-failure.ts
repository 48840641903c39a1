import { UsageError } from "../errors.ts";
import { nearestKey } from "../text/nearest-word.ts";
import type { Command } from "./define-command.ts";
import { refuseChoice } from "./flags/read-value.ts";

/** The command line that yargs refused. */
export interface ParseFailure {
  readonly argv: readonly string[];
  readonly commands: readonly Command[];
  /** The command whose options were parsed; undefined if none was named. */
  readonly chosen: Command | undefined;
}

/**
 * Says in our words, with the nearest name, what yargs refused: a choice, an unknown flag or command, a missing
 * argument.
 */
export function explainFailure(message: string, { argv, commands, chosen }: ParseFailure): UsageError {
  const choice = /Argument: ([\w-]+), Given: "?([\s\S]*?)"?, Choices:/.exec(message);
  const option = chosen?.options[choice?.[1] ?? ""];
  if (choice !== null && option?.type === "choice")
    refuseChoice(option.choices, choice[2]!, { name: `--${choice[1]}`, kind: "flag" });
  const unknown = /^Unknown (?:argument|command)s?: ([\s\S]*)$/.exec(message)?.[1];
  if (unknown !== undefined) return unknownWord(unknown.split(", ")[0]!, { argv, commands, chosen });
  if (message.startsWith("Not enough non-option arguments") && chosen !== undefined) {
    const [name] = Object.entries(chosen.positionals).find(([, { required }]) => required === true) ?? ["argument"];
    return new UsageError(`missing argument: ${name}; see dashpreview ${chosen.name} --help`);
  }
  return new UsageError(message);
}

function unknownWord(word: string, { argv, commands, chosen }: ParseFailure): UsageError {
  const flag = argv
    .map((one) => one.replace(/=.*$/s, ""))
    .find((one) => one.replace(/^--?(?:no-)?/, "") === word && one.startsWith("-"));
  if (flag !== undefined) {
    const negated = flag.startsWith("--no-");
    const names = Object.entries(chosen?.options ?? {}).flatMap(([name, { type }]) =>
      negated && type !== "boolean" ? [] : [name],
    );
    const nearest = nearestKey(word, [...names, ...(negated ? [] : ["help", "version"])]);
    return new UsageError(
      `unknown flag: ${flag}${didYouMean(nearest === undefined ? undefined : `${negated ? "--no-" : "--"}${nearest}`)}`,
    );
  }
  if (chosen !== undefined)
    return new UsageError(`unexpected argument: ${word}; see dashpreview ${chosen.name} --help`);
  return unknownCommand(word, commands);
}

/** For a word in the place of a command that is not one. */
export function unknownCommand(word: string, commands: readonly Command[]): UsageError {
  const nearest = nearestKey(word, [...commands.map(({ name }) => name), "help", "completion"]);
  return new UsageError(`unknown command: ${word}${didYouMean(nearest) || "; see dashpreview --help"}`);
}

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? "" : `; did you mean ${nearest}?`;
}
