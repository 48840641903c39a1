import { delimiter, join } from "node:path";
import { UsageError } from "../../errors.ts";
import { isExecutable } from "../../system/executable.ts";
import { type CacheOwner, programCache } from "../../system/program-cache.ts";

/** Where {@link findPrometheusBinary} looks. */
export interface BinarySearch extends CacheOwner {
  /** `--prometheus-bin`: then nothing else is looked at. */
  readonly wanted?: string | undefined;
  /** The flag or command that needs it, for the message. Default: what is done now. */
  readonly need?: string | undefined;
}

/**
 * The path of a Prometheus server: the wanted one, else from PATH, else from the user cache.
 *
 * @throws {UsageError} if there is none; the message says how to get one.
 */
export function findPrometheusBinary({ env, homeFolder, wanted, need }: BinarySearch): string {
  if (wanted !== undefined) {
    if (isExecutable(wanted)) return wanted;
    throw new UsageError(`--prometheus-bin ${wanted}: there is no program at this path`);
  }
  const cache = programCache({ env, homeFolder });
  const folders = [...(env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")];
  if (cache !== undefined) folders.push(cache);
  const found = folders.map((folder) => join(folder, "prometheus")).find(isExecutable);
  if (found !== undefined) return found;
  throw new UsageError(
    `${need === undefined ? "this runs" : `${need} needs`} a Prometheus server, and there is none on the ` +
      `PATH${cache === undefined ? "" : ` or in ${cache}`}. ` +
      "Install one (Debian, Ubuntu: apt install prometheus; macOS: brew install prometheus; " +
      "or https://prometheus.io/download), or name one with --prometheus-bin",
    { code: "no-prometheus" },
  );
}
