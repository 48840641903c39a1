import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import type { FormReference } from "../../dashboard/forms/form.ts";
import { ExpectedError } from "../../errors.ts";
import { field } from "../../json/read.ts";
import { isBelow, locate } from "./find-files.ts";
import type { FileDashboards } from "./read-found.ts";

/** How references of a file are followed. */
export interface ReferenceFrom {
  /** Absolute path of the file that refers. */
  readonly from: string;
  readonly cwd: string;
  /** Reads another file in the same way. */
  readonly read: (path: string) => FileDashboards | undefined;
}

/** Dashboards of another file. */
export interface Followed {
  readonly path: string;
  readonly read: FileDashboards;
}

/** Files beside one that refers to a ConfigMap. */
const maxBeside = 200;

/**
 * The dashboard that a file refers to: in a ConfigMap of a file in the same folder, in the file that such a ConfigMap
 * is made of (kustomize), or in a file below the working folder.
 *
 * @returns the reason as text if there is none, or it lies elsewhere.
 */
export function followReference({ what, to }: FormReference, options: ReferenceFrom): Followed | string {
  const folder = dirname(options.from);
  if ("file" in to)
    return readOther(resolve(folder, to.file), options) ?? `${what}: ${to.file} is not a dashboard here`;
  const { configMap, key } = to;
  const beside = globSync("*.{yaml,yml,json}", { cwd: folder, absolute: true, followSymbolicLinks: false });
  for (const path of [options.from, ...beside.sort().slice(0, maxBeside)]) {
    const other = readOther(resolve(path), options);
    const dashboards = other?.read.dashboards.filter(({ source: { holding } }) => {
      const name = field(holding?.shell, "metadata", "name");
      return name === configMap && holding?.path.at(-1) === key;
    });
    if (other !== undefined && dashboards !== undefined && dashboards.length > 0)
      return { path: other.path, read: { ...other.read, dashboards } };
  }
  const generated = key.includes("/") ? undefined : readOther(join(folder, key), options);
  return generated ?? `${what}: no file beside it holds the ConfigMap "${configMap}" with the key "${key}"`;
}

function readOther(path: string, { cwd, read }: ReferenceFrom): Followed | undefined {
  if (!isBelow(path, resolve(cwd)) || !existsSync(path)) return undefined;
  try {
    const found = read(locate(path, cwd));
    return found === undefined ? undefined : { path, read: found };
  } catch (error) {
    // A neighbour that cannot be read is not what was asked for.
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}
