import { readFileSync, statSync } from "node:fs";

/** GitHub caps what it delivers at 25 MB. */
const maxEventBytes = 32 * 1024 * 1024;

/** The JSON of the event that started a run (`GITHUB_EVENT_PATH`); undefined if there is none, it is too large or it is not JSON. Its content is hostile. */
export function readEventFile(path: string | undefined): unknown {
  if (path === undefined || path === "") return undefined;
  try {
    if (statSync(path).size > maxEventBytes) return undefined;
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}
