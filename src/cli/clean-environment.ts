import { hosts } from "../ci/hosts/hosts.ts";
import { UsageError } from "../errors.ts";
import { cleanPassword, cleanToken } from "../secrets/clean-token.ts";
import { isPlainFile } from "../system/plain-file.ts";
import type { Command } from "./define-command.ts";
import { passphraseVariable } from "./flags/client-certificate.ts";
import { variablesOf } from "./flags/option.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** An environment whose tokens and passwords can be sent. */
export interface CleanEnvironment {
  readonly env: Environment;
  /** For people: which variables had something around their value. */
  readonly notes: readonly string[];
}

/**
 * Removes blanks, line breaks and byte order marks around tokens, and line breaks after passwords. Values are never
 * shown.
 *
 * @throws {UsageError} naming the variable if a line break is inside, or it holds the path of a file instead of a
 *   token.
 */
export function cleanEnvironment(given: Environment, commands: readonly Command[]): CleanEnvironment {
  const { tokens, passwords } = secretVariables(commands);
  const env: Record<string, string | undefined> = { ...given };
  const notes: string[] = [];
  for (const name of new Set([...tokens, ...passwords])) {
    const text = given[name];
    if (text === undefined || text === "") continue;
    const clean = tokens.has(name) ? cleanToken(text) : cleanPassword(text);
    if (clean === undefined)
      throw new UsageError(
        `${name} has a line break inside; set it to the ${tokens.has(name) ? "token" : "password"} alone`,
      );
    if (tokens.has(name) && clean.startsWith("/") && isPlainFile(clean))
      throw new UsageError(
        `${name} holds the path of a file, not a token; set it to the token itself (in GitLab, a variable of the ` +
          `type Variable)`,
      );
    if (clean === text) continue;
    env[name] = clean;
    notes.push(
      clean === ""
        ? `${name} is blank, so it counts as not set`
        : `${name} has blanks, a line break or a byte order mark around its value; they were removed`,
    );
  }
  return { env, notes };
}

function secretVariables(commands: readonly Command[]) {
  const tokens = new Set<string>(hosts.flatMap(({ tokenVariables }) => tokenVariables));
  const passwords = new Set<string>([passphraseVariable]);
  for (const { options } of commands)
    for (const [name, option] of Object.entries(options)) {
      const secret = "secret" in option ? option.secret : undefined;
      const target = secret === "whole" ? tokens : secret === "password" ? passwords : undefined;
      for (const variable of variablesOf(name)) target?.add(variable);
    }
  return { tokens, passwords };
}
