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
  const found = findAmong(
    sources.map((one) => one.source),
    source,
  );
  return found === "none" ? found : sources.find((one) => one.source === found)!;
}

/** The same among the dashboards of the base's file, where they were read already. */
export function findAmong(held: readonly SourceDashboard[], source: SourceDashboard): SourceDashboard | "none" {
  const place = source.holding?.place;
  const found = held.find((one) => one.source === source.source) ?? held.find((one) => one.holding?.place === place);
  if (found !== undefined) return found;
  return held.length === 1 && place === undefined ? held[0]! : "none";
}
