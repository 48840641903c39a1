import { basename, resolve } from "node:path";
import { isDynamicPattern } from "tinyglobby";
import { mayHoldDashboards, wasDashboards } from "../../dashboard/read/was-dashboard.ts";
import { ExpectedError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import { readPlainFile } from "../../system/plain-file.ts";

/**
 * Whether a path is to be read as a data spec: by its name, `x.data.yaml` or `dashpreview.yaml`, else YAML that no
 * dashboard is in. Folders and globs never are. A file that cannot be read is one, for the error.
 */
export function isSpecPath(path: string, cwd: string): boolean {
  if (isDynamicPattern(path) || !/\.(?:ya?ml|data\.json)$/i.test(path)) return false;
  if (/\.data\.(?:ya?ml|json)$|^dashpreview\.ya?ml$/i.test(basename(path))) return true;
  try {
    const text = readPlainFile(resolve(cwd, path), { file: path, what: "a file", maxBytes: maxDashboardBytes });
    if (/^(?:version: *1|metrics:)/m.test(text) && !/^kind:/m.test(text)) return true;
    if (/^providers:/m.test(text)) return false;
    return !mayHoldDashboards(text) || !wasDashboards(text);
  } catch (error) {
    if (error instanceof ExpectedError) return true;
    throw error;
  }
}
