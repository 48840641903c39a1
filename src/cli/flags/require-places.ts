import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import { stdinName } from "../../preview/files/printed-name.ts";
import { fileProblem } from "../../system/file-problem.ts";

/** Flags that name a file to write, with a name for an example. */
const written: Readonly<Record<string, string>> = {
  dotenv: "preview.env",
  file: "NAME",
  junit: "junit.xml",
  page: "report.html",
  resultFile: "result.json",
  tap: "results.tap",
};

/**
 * Checks that the files of a request can be written where they are wanted, before anything takes its time.
 *
 * @throws {UsageError} if a folder is missing, or there is a folder of that name.
 */
export function requirePlaces(request: object, cwd: string): void {
  for (const [name, example] of Object.entries(written)) {
    const file = (request as Readonly<Record<string, unknown>>)[name];
    if (typeof file === "string" && file !== stdinName) requirePlace(file, { cwd, example });
  }
}

/** @throws {UsageError} if the file's folder is missing or read-only, or it is a folder itself. */
function requirePlace(file: string, { cwd, example }: { readonly cwd: string; readonly example: string }): void {
  const path = resolve(cwd, file);
  if (!existsSync(dirname(path))) throw new UsageError(`${file}: there is no folder ${dirname(file)}`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${file} is a folder: name a file in it, such as ${join(file, example)}`);
  if (existsSync(path)) return;
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`${file}: the file cannot be written ${fileProblem(error)}`);
  }
}
