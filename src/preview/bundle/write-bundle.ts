import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import type { Holding } from "../../dashboard/forms/form.ts";
import { UsageError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import type { Redactor } from "../../secrets/redactor.ts";
import { fileProblem } from "../../system/file-problem.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { BroughtRules, Inputs } from "../inputs.ts";
import {
  type BundleLayout,
  dashboardFile,
  isSourcePath,
  layoutFile,
  maxBundleEntries,
  maxBundleScenarios,
  recordingFile,
  reportFile,
  rulesFile,
  specFile,
  writeLayout,
} from "./layout.ts";

/** Options of {@link writeBundle}. */
export interface BundleRequest {
  readonly inputs: Inputs;
  /** Whoever previews it makes these, unless told otherwise. */
  readonly scenarios?: readonly string[] | undefined;
  readonly rules?: BroughtRules | undefined;
  /** New or empty. */
  readonly folder: string;
  /** The folder that the paths of the inputs are relative to. */
  readonly cwd: string;
  /** The path of a file from the top of the repository; undefined if it lies outside, or the top is not known. */
  topPath(file: string): string | undefined;
  /** For whoever looks into the bundle; `up --from-bundle` does not read it. */
  readonly report: unknown;
  /** Cleans everything that is written: it goes to another job, and often to whoever may download it. */
  readonly redactor: Redactor;
}

/**
 * Writes dashboards, specs, rules and a report as data, for a trusted run that takes nothing else of a review.
 * Dashboards made by code are written as the JSON that the code made.
 *
 * @throws {UsageError} if the folder is not empty, cannot be written, there is too much, or a path lies outside of the
 *   repository.
 */
export function writeBundle(wish: BundleRequest): BundleLayout {
  try {
    return write(wish);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof UsageError || code === undefined) throw error;
    throw new UsageError(`--bundle ${wish.folder}: the folder cannot be written ${fileProblem(error)}`);
  }
}

function write({
  inputs: given,
  scenarios = [],
  rules,
  folder,
  cwd,
  topPath,
  report,
  redactor,
}: BundleRequest): BundleLayout {
  const inputs = { ...given, specs: [...new Set([...given.specs, ...(rules?.specs ?? [])])] };
  if (inputs.dashboards.length > maxBundleEntries)
    throw new UsageError(`a bundle may have ${maxBundleEntries} dashboards, these are ${inputs.dashboards.length}`);
  if (inputs.specs.length > maxBundleEntries)
    throw new UsageError(`a bundle may have ${maxBundleEntries} data specs, these are ${inputs.specs.length}`);
  if (scenarios.length > maxBundleScenarios)
    throw new UsageError(`a bundle may have ${maxBundleScenarios} scenarios, these are ${scenarios.length}`);
  if (rules !== undefined && Math.max(rules.files.length, rules.paths.length) > maxBundleEntries)
    throw new UsageError(`a bundle may have ${maxBundleEntries} rule files, these are ${rules.files.length}`);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new UsageError(`--bundle ${folder}: the folder is not empty`);
  const sourcePath = (file: string) => {
    const path = topPath(file) ?? posix.normalize(file.replaceAll("\\", "/"));
    if (!isSourcePath(path)) throw new UsageError(`${file}: only files of the repository can go into a bundle`);
    return path;
  };
  const layout = {
    dashboards: inputs.dashboards.map(({ source, spec }) => {
      const index = spec === undefined ? -1 : inputs.specs.indexOf(spec);
      const holding = redactor.value(source.holding) as Holding | undefined;
      return {
        source: sourcePath(source.path),
        spec: index === -1 ? undefined : index,
        ...(holding === undefined ? {} : { holding, uid: source.uid }),
      };
    }),
    specs: inputs.specs.map(({ file, document }) => ({
      source: sourcePath(file),
      ...(document.files.size === 0 ? {} : { files: [...document.files.keys()] }),
    })),
    ...(scenarios.length === 0 ? {} : { scenarios }),
    ...(rules === undefined
      ? {}
      : {
          rules: {
            paths: rules.paths.map((path) => (/^\.?\/?$/.test(path) ? topPath(".") || "." : sourcePath(path))),
            files: rules.files.map(({ file, isWanted }) => ({ source: sourcePath(file), wanted: isWanted })),
          },
        }),
  };
  for (const [index, input] of inputs.dashboards.entries())
    writeFileSync(join(folder, dashboardFile(index)), cleanJson(dashboardText(input, cwd), redactor));
  for (const [index, { document }] of inputs.specs.entries()) {
    writeFileSync(join(folder, specFile(index)), redactor.text(document.text));
    for (const [number, text] of [...document.files.values()].entries())
      writeFileSync(join(folder, recordingFile(index, number)), redactor.text(text));
  }
  for (const [index, { text }] of (rules?.files ?? []).entries())
    writeFileSync(join(folder, rulesFile(index)), redactor.text(text));
  writeFileSync(join(folder, reportFile), `${JSON.stringify(redactor.value(report), undefined, 2)}\n`);
  writeFileSync(join(folder, layoutFile), writeLayout(layout));
  return layout;
}

/** As it is where it holds no secret. */
function cleanJson(text: string, redactor: Redactor): string {
  return redactor.places(text).length === 0
    ? text
    : `${JSON.stringify(redactor.value(JSON.parse(text)), undefined, 2)}\n`;
}

function dashboardText({ source, json, text }: Inputs["dashboards"][number], cwd: string): string {
  const { path, holding } = source;
  if (holding !== undefined || text === undefined) return `${JSON.stringify(json ?? source.model, undefined, 2)}\n`;
  return readPlainFile(resolve(cwd, path), { file: path, what: "a dashboard", maxBytes: maxDashboardBytes });
}
