import { delimiter, isAbsolute, join } from "node:path";
import { UsageError } from "../../errors.ts";
import { isExecutable } from "../../system/executable.ts";

/** Where {@link findPrometheusBinary} looks. */
export interface BinarySearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path; undefined for a user without one. */
  readonly homeFolder: string | undefined;
  /** `--prometheus-bin`: then nothing else is looked at. */
  readonly wanted?: string | undefined;
  /** The flag or command that needs it, for the message. Default `up --local`. */
  readonly need?: string | undefined;
}

/**
 * The folder in the user cache that `npm run demo` puts programs into; undefined for a user without a cache. A relative
 * path counts for nothing, as the XDG specification has it: it would name a folder of whatever is checked out here.
 */
function cacheBinFolder({ env, homeFolder }: Pick<BinarySearch, "env" | "homeFolder">): string | undefined {
  const named = [env["XDG_CACHE_HOME"], homeFolder === undefined ? undefined : join(homeFolder, ".cache")];
  const cache = named.find((folder) => folder !== undefined && isAbsolute(folder));
  return cache === undefined ? undefined : join(cache, "dashpreview", "bin");
}

/**
 * The path of a Prometheus server: the wanted one, else from PATH, else from the user cache.
 *
 * @throws {UsageError} if there is none; the message says how to get one.
 */
export function findPrometheusBinary({ env, homeFolder, wanted, need = "up --local" }: BinarySearch): string {
  if (wanted !== undefined) {
    if (isExecutable(wanted)) return wanted;
    throw new UsageError(`--prometheus-bin ${wanted}: there is no program at this path`);
  }
  const cache = cacheBinFolder({ env, homeFolder });
  const folders = [...(env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")];
  if (cache !== undefined) folders.push(cache);
  const found = folders.map((folder) => join(folder, "prometheus")).find(isExecutable);
  if (found !== undefined) return found;
  throw new UsageError(
    `${need} needs a Prometheus server, and there is none on the ` +
      `PATH${cache === undefined ? "" : ` or in ${cache}`}. ` +
      "Install one (Debian, Ubuntu: apt install prometheus; macOS: brew install prometheus; " +
      "or https://prometheus.io/download), or name one with --prometheus-bin",
    { code: "no-prometheus" },
  );
}
