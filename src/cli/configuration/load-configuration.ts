import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import { configurationFiles, kindOfFile } from "../../preview/files/configuration-file.ts";
import { locate } from "../../preview/files/find-files.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { configurationKeys } from "./configuration-keys.ts";
import { type Configuration, parseConfiguration } from "./parse-configuration.ts";

const maxBytes = 64 * 1024;
const what = "a configuration";

/**
 * The configuration that `--config` names, else `dashpreview.yaml` or `dashpreview.yml` of the working folder;
 * undefined if there is none. A data spec of that name is none.
 *
 * @throws {SpecError} with every problem of the file.
 * @throws {UsageError} if the file that was named is missing or a data spec.
 */
export function loadConfiguration(named: string | undefined, cwd: string): Configuration | undefined {
  if (named !== undefined) {
    const text = readPlainFile(resolve(cwd, named), { file: `--config ${named}`, what, maxBytes });
    if (looksLikeSpec(text, named))
      throw new UsageError(`--config ${named}: a data spec, not a configuration; name it with --data`);
    return parseConfiguration(text, named);
  }
  for (const file of configurationFiles) {
    if (!existsSync(join(cwd, file))) continue;
    // A data spec may be larger.
    const text = readPlainFile(locate(file, cwd), { file, what, maxBytes: 1024 * 1024 });
    if (!looksLikeSpec(text, file)) return parseConfiguration(text, file);
  }
  return undefined;
}

/** An empty `dashpreview.yaml` is left to whoever looks for a data spec; what cannot be read is named at once. */
function looksLikeSpec(text: string, file: string): boolean {
  const kind = kindOfFile(text, Object.keys(configurationKeys));
  if (kind !== "unclear") return kind === "data-spec";
  return file === configurationFiles[0] && /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:#.*)?$/.test(text);
}
