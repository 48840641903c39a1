import { type FileSources, readSources } from "../../dashboard/forms/read-sources.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { DashboardError } from "../../errors.ts";

/**
 * The dashboard in the base's version of its file, which is read in any form: by its uid, else by its place; the only
 * one of a file is the one, whatever it was called.
 *
 * @returns `none` if the base's file has others, and undefined if it is no file of dashboards yet, or code.
 */
export function findInBase(text: string, source: SourceDashboard): FileSources["sources"][number] | "none" | undefined {
  let sources: FileSources["sources"];
  try {
    ({ sources } = readSources(text, source.path));
  } catch (error) {
    if (error instanceof DashboardError) return undefined;
    throw error;
  }
  const place = source.holding?.place;
  const found =
    sources.find((one) => one.source.source === source.source) ??
    sources.find((one) => one.source.holding?.place === place);
  if (found !== undefined) return found;
  return sources.length === 1 && place === undefined ? sources[0]! : "none";
}
