import { DashboardError } from "../../errors.ts";
import { readDashboardJson } from "../read/read.ts";
import type { SourceDashboard } from "../read/source.ts";
import type { FormReference } from "./form.ts";
import { type DashboardFile, readDashboardFile } from "./read-file.ts";

/** The dashboards of a file, ready to be used. */
export interface FileSources {
  /** Each with its JSON as the file has it, in the wrapper that it has there. */
  readonly sources: readonly { readonly source: SourceDashboard; readonly json: unknown }[];
  readonly references: readonly FormReference[];
  readonly unread: readonly string[];
}

/**
 * Reads every dashboard of a file: JSON or YAML, bare, in a resource, or held by something else. A file without any is
 * an error unless something in it is named as not read, or refers to another file.
 *
 * @param path - as messages name it, and what a dashboard without uid is known by.
 * @throws {DashboardError} if the text is not valid, too large, or has no dashboards.
 */
export function readSources(text: string, path: string): FileSources {
  const file = readDashboardFile(text, path);
  return { sources: sourcesOf(file, { path, lenient: true }), references: file.references, unread: file.unread };
}

/**
 * The dashboards of a file that was parsed.
 *
 * @param options.lenient - read a document that may be a dashboard and may be something else, for its error if for
 *   nothing else.
 * @throws {DashboardError}
 */
export function sourcesOf(
  { dashboards, references, unread, advice, only, syntax }: DashboardFile,
  { path, lenient }: { readonly path: string; readonly lenient: boolean },
): FileSources["sources"] {
  if (dashboards.length > 0) {
    return dashboards.map(({ json, holding, uid }) => ({
      source: readDashboardJson(json, { path, holding, uid }),
      json,
    }));
  }
  if (references.length > 0 || unread.length > 0 || !lenient) return [];
  if (advice !== undefined) throw new DashboardError(`${path}: ${advice}`);
  if (only === undefined) throw new DashboardError(`${path}: none of its documents is or holds a dashboard`);
  const holding =
    syntax.name === "json" ? undefined : { syntax: syntax.name, place: undefined, path: [], carried: "value" as const };
  return [{ source: readDashboardJson(only, { path, holding }), json: only }];
}
