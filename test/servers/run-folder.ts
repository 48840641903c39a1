import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "DASHPREVIEW_TEST_RUN_FOLDER";

/**
 * Before all tests of a run: everything temporary that they, and all that they start, leave behind lies in one folder,
 * which goes with the run. Its path is short, for sockets, and everybody may write there, for a browser that root
 * starts as nobody. Vitest calls it once for each project.
 */
export function setup(): () => void {
  const folder = process.env[variable] ?? mkdtempSync(join(tmpdir(), "dp-"));
  if (process.env[variable] === undefined) chmodSync(folder, 0o1777);
  process.env[variable] = folder;
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
