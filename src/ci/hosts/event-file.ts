import { readFileSync, statSync } from "node:fs";
import { hosts } from "./hosts.ts";
import type { ReviewSources } from "./review-shape.ts";

/** GitHub caps what it delivers at 25 MB. */
const maxEventBytes = 32 * 1024 * 1024;

/**
 * The event that started a run, from the file that its CI names; undefined if there is none, it is too large or it is
 * no JSON. Its content is hostile.
 */
export function readEvent(env: ReviewSources["env"]): unknown {
  const path = hosts
    .map(({ eventVariable }) => (eventVariable === undefined ? undefined : env[eventVariable]))
    .find((named) => named);
  if (path === undefined) return undefined;
  try {
    if (statSync(path).size > maxEventBytes) return undefined;
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}
