import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { dotenvLines, outputLines } from "../../ci/workflow-commands.ts";
import type { UpResult } from "../../preview/up/up-result.ts";
import type { CliContext } from "../context.ts";

/** GitHub takes 1 MiB of a step; characters may have three bytes. */
export const maxSummaryChars = 300_000;

/**
 * The values that later steps of a pipeline may want, by their names in GitHub's form.
 *
 * @param files.previewDir - the folder with page and pictures.
 */
export function outputValues(
  result: Pick<UpResult, "key" | "dashboards"> & { readonly expiresAtMs?: number },
  { resultFile, previewDir }: { readonly resultFile?: string | undefined; readonly previewDir?: string | undefined },
): Record<string, string> {
  const urls = result.dashboards.map(({ url }) => url);
  const panels = (state: "empty" | "error") =>
    result.dashboards.reduce((sum, { check }) => sum + (check?.panels[state] ?? 0), 0);
  return {
    url: urls[0] ?? "",
    urls: JSON.stringify(urls),
    key: result.key,
    "expires-at": result.expiresAtMs === undefined ? "" : new Date(result.expiresAtMs).toISOString(),
    "panels-empty": String(panels("empty")),
    "panels-error": String(panels("error")),
    "result-file": resultFile ?? "",
    "preview-dir": previewDir ?? "",
  };
}

/** Where {@link writeOutputs} writes, beside what the environment names. */
export interface OutputPaths {
  readonly resultFile?: string | undefined;
  readonly dotenv?: string | undefined;
}

/**
 * Writes the result file, `GITHUB_OUTPUT`, `GITHUB_STEP_SUMMARY` and the dotenv file, as far as each is wanted.
 *
 * @param json - the document of `--output json`.
 * @param summary - Markdown for people; empty for none.
 * @throws {UsageError} if a file cannot be written.
 */
export function writeOutputs(
  files: OutputPaths,
  { json, values, summary }: { json: unknown; values: Readonly<Record<string, string>>; summary: string },
  { env, cwd, files: out, redactor }: Pick<CliContext, "env" | "cwd" | "files" | "redactor">,
): void {
  const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summaryFile } = env;
  const clean = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redactor.text(value)]));
  writeResultFile(files, json, { cwd, files: out });
  if (output) out.append({ path: output, what: "GITHUB_OUTPUT" }, outputLines(clean, `end-${randomUUID()}`));
  if (summaryFile && summary !== "") out.append({ path: summaryFile, what: "GITHUB_STEP_SUMMARY" }, `${summary}\n`);
  const { dotenv } = files;
  if (dotenv !== undefined)
    out.write({ path: resolve(cwd, dotenv), what: "--dotenv" }, dotenvLines(dotenvValues(clean)));
}

/**
 * Writes the document of `--output json` to `--result-file`, if there is one.
 *
 * @throws {UsageError} if it cannot be written.
 */
export function writeResultFile(
  { resultFile }: Pick<OutputPaths, "resultFile">,
  json: unknown,
  { cwd, files }: Pick<CliContext, "cwd" | "files">,
): void {
  if (resultFile !== undefined) files.json({ path: resolve(cwd, resultFile), what: "--result-file" }, json);
}

/**
 * `DASHPREVIEW_URL` and so on. GitLab takes no value of several lines, and the list of links may be long. No name is
 * that of a flag: GitLab hands the variables on to later jobs, where `DASHPREVIEW_KEY` would be `--key`.
 */
function dotenvValues({
  urls: _urls,
  "result-file": _file,
  "preview-dir": _folder,
  key,
  ...values
}: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(values).map(([name, value]) => [
    `DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`,
    value,
  ]);
  return { ...Object.fromEntries(named), DASHPREVIEW_PREVIEW: key ?? "" };
}
