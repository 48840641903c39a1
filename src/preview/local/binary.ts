import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UsageError } from "../../errors.ts";

/** Where {@link findPrometheusBinary} looks. */
export interface BinarySearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  /** `--prometheus-bin`: then nothing else is looked at. */
  readonly wanted?: string | undefined;
}

/** The folder in the user cache that `npm run demo` puts programs into. */
function cacheBinFolder({ env, homeFolder }: Pick<BinarySearch, "env" | "homeFolder">): string {
  return join(env["XDG_CACHE_HOME"] || join(homeFolder, ".cache"), "dashpreview", "bin");
}

/**
 * The path of a Prometheus server: the wanted one, else from PATH, else from the user cache.
 *
 * @throws {UsageError} if there is none; the message says how to get one.
 */
export function findPrometheusBinary({ env, homeFolder, wanted }: BinarySearch): string {
  if (wanted !== undefined) {
    if (isExecutable(wanted)) return wanted;
    throw new UsageError(`--prometheus-bin ${wanted}: there is no program at this path`);
  }
  const cache = cacheBinFolder({ env, homeFolder });
  const folders = [...(env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""), cache];
  const found = folders.map((folder) => join(folder, "prometheus")).find(isExecutable);
  if (found !== undefined) return found;
  throw new UsageError(
    `up --local needs a Prometheus server, and there is none on the PATH or in ${cache}. ` +
      "Install one (Debian, Ubuntu: apt install prometheus; macOS: brew install prometheus; " +
      "or https://prometheus.io/download), or name one with --prometheus-bin",
    { code: "no-prometheus" },
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
