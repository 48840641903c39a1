import { dirname, resolve } from "node:path";
import { ExpectedError, InterruptedError } from "../../../errors.ts";
import { fingerprint, nextChange } from "../../../preview/files/watch-files.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import type { UpRequest } from "./options.ts";

/**
 * Does something again whenever a file changes that the dashboards come from. What is wrong then is said, and the next
 * change awaited.
 *
 * @param options.inputs - as they were read last.
 * @param options.again - reads and does everything anew; returns the new inputs.
 * @throws {InterruptedError} in the end.
 */
export async function watchLocal(
  request: UpRequest,
  { inputs, again }: { readonly inputs: Inputs; readonly again: () => Promise<Inputs> },
  { cwd, sleep, signal, err }: Pick<CliContext, "cwd" | "sleep" | "signal" | "err">,
): Promise<never> {
  let paths = watchedPaths(request, inputs, cwd);
  let since = fingerprint(paths);
  for (;;) {
    since = await nextChange(paths, { sleep, signal, since });
    err.write("something changed: doing it again\n");
    try {
      paths = watchedPaths(request, await again(), cwd);
    } catch (error) {
      if (!(error instanceof ExpectedError) || error instanceof InterruptedError || signal.aborted) throw error;
      err.write(
        `error: ${error.message.split("\n").map(plainLine).join("\n")}\nthe page stays until the next change\n`,
      );
    }
    since = fingerprint(paths);
  }
}

/** Folders that were named, files that were read, and where code may import from. */
function watchedPaths(
  { dashboards, data, rules = [], build = [], allowCode }: UpRequest,
  { dashboards: read, specs }: Inputs,
  cwd: string,
): string[] {
  const files = [
    ...dashboards.filter((path) => !isGlob(path)),
    ...rules.map((path) => (isGlob(path) ? path.slice(0, path.search(globs)).replace(/[^/]*$/, "") : path)),
    ...read.map(({ source }) => source.path),
    ...read.map(({ source }) => source.path.replace(/\.\w+$/, ".data.yaml")),
    ...specs.map(({ file }) => file),
    ...(data === undefined ? [] : [data]),
    ...(allowCode ? read.map(({ source }) => dirname(source.path)) : []),
    ...(build.length > 0 ? [cwd] : []),
  ];
  return [...new Set(files.map((path) => resolve(cwd, path)))];
}

const globs = /[*?{[]/;
const isGlob = (path: string) => globs.test(path);
