import { extname } from "node:path";
import type { FormReference } from "../../dashboard/forms/form.ts";
import { type DashboardFile, readDashboardFile } from "../../dashboard/forms/read-file.ts";
import { sourcesOf } from "../../dashboard/forms/read-sources.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import {
  conflictLine,
  isDashboardText,
  mayHoldDashboards,
  wasDashboards,
  wasSurelyDashboard,
} from "../../dashboard/read/was-dashboard.ts";
import { DashboardError, UsageError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { type FoundFile, isChartTemplate } from "./find-files.ts";
import { buildAdvice } from "./source-code.ts";

/** The dashboards of a file. */
export interface FileDashboards {
  readonly dashboards: readonly { readonly source: SourceDashboard; readonly json: unknown }[];
  readonly references: readonly FormReference[];
  /** Of the file; undefined where code made the dashboards. */
  readonly text: string | undefined;
}

const nothing = { dashboards: [], references: [] };
const isTemplate = /\.(?:tpl|tftpl|tmpl|gotmpl|j2)$/i;
/** Files of which most have no dashboards: nothing is said about those. */
const isMixed = /\.(?:ya?ml|tf|tofu)$/i;

/**
 * Reads a file that was named, or found in a folder. In folders, what never was a dashboard is passed over: JSON with a
 * warning, anything else quietly. A file that was one and cannot be read any more is an error everywhere.
 *
 * @param warn - takes what is passed over and named.
 * @returns undefined for a file that was passed over; one that was read to its end may have no dashboards.
 * @throws {DashboardError} {@link UsageError}
 */
export function readFound(
  { path, named }: FoundFile,
  { file, warn }: { readonly file: string; readonly warn: (text: string) => void },
): FileDashboards | undefined {
  const pass = (error: unknown): undefined => {
    if (named || !(error instanceof DashboardError || error instanceof UsageError)) throw error;
    if (!isMixed.test(file) && !isTemplate.test(file)) warn(`passed over: ${error.message}`);
    return undefined;
  };
  const advice = named ? buildAdvice(file) : undefined;
  if (advice !== undefined) throw new UsageError(advice);
  let text: string;
  try {
    text = readPlainFile(path, { file, what: "a dashboard", maxBytes: maxDashboardBytes });
  } catch (error) {
    return pass(error);
  }
  if (!named && !/\.json$/i.test(file) && !mayHoldDashboards(text)) return { ...nothing, text };
  const template = templateAdvice(path, { file, text });
  if (template !== undefined) {
    if (named) throw new DashboardError(template);
    if (wasDashboards(text)) warn(`passed over: ${template}`);
    return undefined;
  }
  let read: DashboardFile;
  try {
    refuseConflict(text, file);
    read = readDashboardFile(text, file);
  } catch (error) {
    const isJson = /\.json$/i.test(file) && conflictLine(text) === undefined;
    const was = isJson ? wasSurelyDashboard(text) : wasDashboards(text);
    if (error instanceof DashboardError && was) throw error;
    return pass(error);
  }
  for (const one of read.unread) {
    if (named && read.dashboards.length + read.references.length === 0) throw new DashboardError(`${file}: ${one}`);
    warn(`passed over: ${file}: ${one}`);
  }
  try {
    const dashboards = sourcesOf(read, { path: file, lenient: named || !isMixed.test(file) });
    return { dashboards, references: read.references, text };
  } catch (error) {
    return pass(error);
  }
}

/** @throws {DashboardError} naming the line. */
function refuseConflict(text: string, file: string): void {
  const line = conflictLine(text);
  if (line === undefined) return;
  throw new DashboardError(
    `${file}:${line}:1: a merge left its conflict marks here (<<<<<<<, =======, >>>>>>>); resolve the conflict`,
  );
}

/** How to get dashboards out of a template; undefined for a file that is none. */
function templateAdvice(
  path: string,
  { file, text }: { readonly file: string; readonly text: string },
): string | undefined {
  if (text.includes("{{") && isChartTemplate(path))
    return `${file}: a Helm template; render it first: helm template <chart> | dashpreview up -`;
  if (!isTemplate.test(extname(path))) return undefined;
  if (!isDashboardText(text) && !text.includes("{{") && !text.includes("${")) return undefined;
  if (isTerraformTemplate(file, text))
    return (
      `${file}: a Terraform template, in which $\${x} stands for \${x}; render it first: ` +
      "terraform show -json PLAN | dashpreview up -"
    );
  return `${file}: a template, not a dashboard; render it first, and name or pipe the result: … | dashpreview up -`;
}

/** By its ending, or where it escapes what a dashboard says as `${…}`. */
function isTerraformTemplate(file: string, text: string): boolean {
  return /\.tftpl$/i.test(file) || (/\.(?:tpl|tmpl)$/i.test(file) && /\$\$\{\w|%%\{/.test(text));
}
