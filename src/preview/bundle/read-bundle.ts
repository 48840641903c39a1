import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDashboardJson } from "../../dashboard/read/read.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { maxRecordingBytes } from "../../data-spec/replay/recordings.ts";
import { UsageError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { parseJson } from "../../json/parse.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { Inputs } from "../inputs.ts";
import { dashboardFile, layoutFile, maxBundleBytes, readLayout, recordingFile, rulesFile, specFile } from "./layout.ts";

const limits = { rules: 4 * 1024 * 1024, layout: 1024 * 1024, dashboard: 16 * 1024 * 1024, spec: 1024 * 1024 };

/**
 * Reads a bundle as something that an attacker wrote: only files whose names we make up, no links, sizes asked before
 * anything is read, paths by pattern. What is in it goes through the same parsers as everything else; the caller has to
 * treat it as `--untrusted`.
 *
 * @throws {UsageError} if it is not as it must be.
 * @throws {DashboardError} {@link SpecError} if a dashboard or a spec in it is wrong.
 */
export function readBundle(folder: string): Inputs {
  let restBytes = maxBundleBytes;
  const read = (name: string, maxBytes: number): string => {
    const text = readPlainFile(folder, name, Math.min(maxBytes, restBytes));
    restBytes -= Buffer.byteLength(text);
    return text;
  };
  const layout = readLayout(parse(read(layoutFile, limits.layout)));
  if (typeof layout === "string") throw new UsageError(`--from-bundle: ${layoutFile}: ${layout}`, { code: "bundle" });
  const specs = layout.specs.map(({ source, files = [] }, index): LoadedSpec => {
    // A name that the bundle does not list is one that nobody put into it.
    const readFile = (path: string) => {
      const place = files.indexOf(path);
      if (place === -1) throw new UsageError(`--from-bundle: ${source}: the bundle has no file ${path}`);
      return read(recordingFile(index, place), maxRecordingBytes);
    };
    const text = read(specFile(index), limits.spec);
    return { file: source, readFile, document: parseSpec(text, { file: source, readFile }) };
  });
  const dashboards = layout.dashboards.map(({ source, spec, holding, uid }, index) => {
    const text = read(dashboardFile(index), limits.dashboard);
    const json = parseJson(text, source);
    return {
      source: readDashboardJson(json, { path: source, holding, uid }),
      json,
      spec: spec === undefined ? undefined : specs[spec],
      text,
    };
  });
  const ofDashboards = new Set(layout.dashboards.map(({ spec }) => spec));
  const isOther = (_: LoadedSpec, index: number) => layout.rules !== undefined && !ofDashboards.has(index);
  const rules = layout.rules && {
    specs: specs.filter(isOther),
    paths: layout.rules.paths,
    files: layout.rules.files.map(({ source, wanted }, index) => {
      return { file: source, text: read(rulesFile(index), limits.rules), isWanted: wanted };
    }),
  };
  const own = specs.filter((spec, index) => !isOther(spec, index));
  return { dashboards, specs: own, warnings: [], ...defined({ rules, scenarios: layout.scenarios }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readPlainFile(folder: string, name: string, maxBytes: number): string {
  const path = join(folder, name);
  let file: number;
  try {
    // Neither a link nor a pipe that would never end.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    throw new UsageError(
      `--from-bundle: ${name} is missing, or is no plain file; dashpreview up --bundle ${folder} makes such a folder`,
      { code: "bundle" },
    );
  }
  try {
    const kind = fstatSync(file);
    if (!kind.isFile()) throw new UsageError(`--from-bundle: ${name} is no plain file`, { code: "bundle" });
    if (kind.size > maxBytes)
      throw new UsageError(`--from-bundle: ${name} is larger than ${maxBytes} bytes`, { code: "bundle" });
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}
