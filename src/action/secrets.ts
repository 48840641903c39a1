import { hosts } from "../ci/hosts/hosts.ts";
import { cleanupOptions } from "../cli/commands/cleanup/options.ts";
import { upOptions } from "../cli/commands/up/options.ts";
import { type OptionSet, type SecretPart, variablesOf } from "../cli/flags/option.ts";
import { findSecrets } from "../secrets/known-secrets.ts";
import { spelledForms, spelledPairs } from "../secrets/spelled-forms.ts";

const options: OptionSet = { ...upOptions, ...cleanupOptions };

/** Shorter texts would blank out half the log. */
const shortest = 3;

/**
 * Every secret of a run in every form in which it could turn up in a log: as it is, trimmed, in base64 (with the user
 * name it goes with, as basic auth sends it), URL-encoded, inside JSON, with `Bearer` or `Basic` before it, and each
 * line of one with several.
 *
 * @param env - the environment that the commands are run with: `DASHPREVIEW_GRAFANA_TOKEN` and so on.
 */
export function secretForms(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const read = (option: string) => variablesOf(option).map((name) => env[name] ?? "");
  const passwords = optionsWith("password");
  const headers = optionsWith("header-value")
    .flatMap(read)
    .flatMap((text) => text.split("\n"))
    .map((line) => line.slice(line.indexOf(":") + 1));
  // Tokens of the CI itself, and the user name and password of a proxy: everything that the program keeps out of its
  // texts, except words that would blank out the log.
  const others = findSecrets({ argv: [], env }).secrets.flatMap(({ text, kind }) => (kind === "random" ? [text] : []));
  const tokens = hosts.flatMap(({ tokenVariables }) => tokenVariables.map((name) => env[name] ?? ""));
  const plain = [...[...optionsWith("whole"), ...passwords].flatMap(read), ...tokens, ...headers, ...others];
  const pairs = passwords.flatMap((name) =>
    read(name).flatMap((password) =>
      password === "" ? [] : read(name.replace(/password$/, "user")).flatMap((user) => spelledPairs(user, password)),
    ),
  );
  const all = [...plain.flatMap(spelledForms), ...pairs];
  return [...new Set(all)].filter((text) => text.trim().length >= shortest);
}

function optionsWith(part: SecretPart): string[] {
  return Object.entries(options).flatMap(([name, option]) =>
    option.type === "string" && option.secret === part ? [name] : [],
  );
}
