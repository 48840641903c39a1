import { join } from "node:path";
import { isDashboardText, mayHoldDashboards, wasDashboards } from "../../dashboard/read/was-dashboard.ts";
import { isHcl, loadHcl } from "../../dashboard/terraform/load-hcl.ts";
import { ExpectedError } from "../../errors.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { nextTurn } from "../../system/turn.ts";
import { isChartTemplate } from "../files/find-files.ts";
import { readFound } from "../files/read-found.ts";
import { isOwnFile } from "./list-files.ts";

/** The files of a repository that dashboards or rules are in. */
export interface FoundFiles {
  /** Dashboards in any form that is read as it stands. */
  readonly dashboards: readonly string[];
  /** Alert and recording rules. */
  readonly rules: readonly string[];
  /** Templates of Helm charts that hold dashboards. */
  readonly chartTemplates: readonly string[];
  /** Texts of the sources that a build may be found in. */
  readonly sources: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

const maxFileBytes = 16 * 1024 * 1024;
const maxAllBytes = 512 * 1024 * 1024;
const asTheyStand = /\.(?:json|ya?ml|tf|tofu)$/i;
const notDashboards =
  /(?:^|\/)(?:package(?:-lock)?\.json|tsconfig.*\.json|composer\.json|dashpreview\.ya?ml)$|\.data\.(?:ya?ml|json)$/i;
const sourceFile =
  /\.(?:jsonnet|libsonnet|py|go|ts|mts|js|mjs)$|(?:^|\/)(?:package\.json|go\.mod|jsonnetfile\.json|requirements[\w.-]*\.txt|pyproject\.toml|Chart\.yaml|\.gitlab-ci\.yml)$/i;
const hidden = /(?:^|\/)\.(?:github|gitlab|forgejo|gitea|circleci|vscode|idea)\//;

/**
 * Looks for dashboards, rules and the sources that builds are found in. Nothing is run, and no link is followed.
 *
 * @param files - from the top of `folder`, as `listFiles` gives them.
 */
export async function findInRepository(
  folder: string,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<FoundFiles> {
  const found = { dashboards: [] as string[], rules: [] as string[], chartTemplates: [] as string[] };
  const sources = new Map<string, string>();
  const notes: string[] = [];
  let bytes = 0;
  for (const path of files) {
    const isSource = sourceFile.test(path);
    const stands = asTheyStand.test(path) && !notDashboards.test(path) && !hidden.test(path);
    if (!(isSource || stands) || !isOwnFile(folder, path)) continue;
    await nextTurn(signal);
    const text = textOf(folder, path, isSource ? 1024 * 1024 : maxFileBytes);
    if (text === undefined) continue;
    bytes += text.length;
    if (bytes > maxAllBytes) {
      notes.push(`stopped at ${path}: more than 512 MiB of files; name folders in dashpreview.yaml yourself`);
      break;
    }
    if (isSource) sources.set(path, text);
    if (!stands) continue;
    const kind = await kindOf(join(folder, path), path, text);
    if (kind !== undefined) found[kind].push(path);
  }
  return { ...found, sources, notes };
}

function textOf(folder: string, path: string, maxBytes: number): string | undefined {
  try {
    return readPlainFile(join(folder, path), { file: path, what: "a file", maxBytes });
  } catch (error) {
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}

async function kindOf(
  path: string,
  file: string,
  text: string,
): Promise<"dashboards" | "rules" | "chartTemplates" | undefined> {
  const template = text.includes("{{") && isChartTemplate(path);
  if (!template && isRules(file, text)) return "rules";
  const may = /\.json$/i.test(file) ? isDashboardText(text) : mayHoldDashboards(text);
  if (!may) return undefined;
  if (template)
    return wasDashboards(text) || /grafana_dashboard|\.Files\.Glob/.test(text) ? "chartTemplates" : undefined;
  if (isHcl(path)) await loadHcl();
  try {
    const read = readFound({ path, named: false }, { file, warn: () => {} });
    return read !== undefined && read.dashboards.length + read.references.length > 0 ? "dashboards" : undefined;
  } catch (error) {
    // One that cannot be read any more is one too: the first run says where it is wrong.
    if (error instanceof ExpectedError) return "dashboards";
    throw error;
  }
}

function isRules(file: string, text: string): boolean {
  if (!/\.ya?ml$/i.test(file) || !/^\s*(?:- )?(?:alert|record)\s*:/m.test(text)) return false;
  return /^groups\s*:/m.test(text) || /^kind\s*:\s*PrometheusRule\b/m.test(text);
}
