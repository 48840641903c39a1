import type { Holding } from "../../dashboard/forms/form.ts";
import { readHolding } from "../../dashboard/forms/read-holding.ts";
import { isPathBelow, maxRecordings } from "../../data-spec/replay/recordings.ts";
import { scenarioPattern } from "../../data-spec/scenarios/choose-scenario.ts";
import { defined } from "../../json/defined.ts";
import { asArray, asObject, field, numberField, textField } from "../../json/read.ts";

/**
 * The content of a bundle's `bundle.json`. All other files have names that follow from it: none is taken from the
 * bundle.
 */
export interface BundleLayout {
  /** The path of each dashboard from the top of its repository, and which of `specs` is its data spec. */
  readonly dashboards: readonly BundledDashboard[];
  readonly specs: readonly BundledSpec[];
  /** The scenarios that it was made for; undefined: the specs as they are. */
  readonly scenarios?: readonly string[] | undefined;
  readonly rules?: BundledRules | undefined;
}

/** The rule files of a bundle. */
export interface BundledRules {
  /** Files, folders and globs that they were found at, from the top of the repository. */
  readonly paths: readonly string[];
  readonly files: readonly {
    readonly source: string;
    /** Whether it is a mistake if it holds no rules. */
    readonly wanted: boolean;
  }[];
}

/** A data spec of a bundle. */
export interface BundledSpec {
  readonly source: string;
  /** The paths of files with recorded values, below the spec's folder. */
  readonly files?: readonly string[] | undefined;
}

/** A dashboard of a bundle. */
export interface BundledDashboard {
  readonly source: string;
  readonly spec: number | undefined;
  /** Where it stands in its file; undefined for a JSON file that is one dashboard. */
  readonly holding?: Holding | undefined;
  /** The uid that its wrapper gives it. */
  readonly uid?: string | undefined;
}

/** Most dashboards, and most specs, of one bundle. */
export const maxBundleEntries = 200;
/** Most scenarios of one bundle: each costs whoever previews it as much as the first. */
export const maxBundleScenarios = 10;
/** Bytes of all files together. */
export const maxBundleBytes = 128 * 1024 * 1024;

export const layoutFile = "bundle.json";
export const reportFile = "report.json";

/** `dashboard-0.json`. */
export function dashboardFile(index: number): string {
  return `dashboard-${index}.json`;
}

/** `spec-0.yaml`. */
export function specFile(index: number): string {
  return `spec-${index}.yaml`;
}

/** `spec-0-file-0.csv`. */
export function recordingFile(spec: number, index: number): string {
  return `spec-${spec}-file-${index}.csv`;
}

/** `rules-0.txt`. */
export function rulesFile(index: number): string {
  return `rules-${index}.txt`;
}

/** The text of `bundle.json`. */
export function writeLayout(layout: BundleLayout): string {
  const dashboards = layout.dashboards.map(({ source, spec, holding, uid }) => ({
    source,
    spec: spec ?? null,
    ...defined({ holding, uid }),
  }));
  const { specs, scenarios, rules } = layout;
  return `${JSON.stringify({ version: 1, dashboards, specs, ...defined({ scenarios, rules }) }, undefined, 2)}\n`;
}

/** Reads `bundle.json` as something that an attacker wrote. Returns what is wrong with it as text. */
export function readLayout(raw: unknown): BundleLayout | string {
  if (asObject(raw) === undefined || numberField(raw, "version") !== 1) return "it is no bundle of this version";
  const [dashboards, specs] = [asArray(field(raw, "dashboards")), asArray(field(raw, "specs"))];
  if (!Array.isArray(field(raw, "dashboards"))) return "it has no list of dashboards";
  if (dashboards.length > maxBundleEntries || specs.length > maxBundleEntries)
    return `it has more than ${maxBundleEntries} dashboards or specs`;
  const read: BundledDashboard[] = [];
  for (const one of dashboards) {
    const [source, spec] = [textField(one, "source"), field(one, "spec")];
    if (!isSourcePath(source)) return "the path of a dashboard is none that a repository can have";
    const [held, uid] = [field(one, "holding"), field(one, "uid")];
    const holding = held === undefined ? undefined : readHolding(held);
    if (held !== undefined && holding === undefined) return "it does not say where a dashboard stands in its file";
    if (uid !== undefined && (typeof uid !== "string" || uid.length > 200)) return "the uid of a dashboard is none";
    if (read.some((other) => other.source === source && other.holding?.place === holding?.place))
      return "two dashboards have one path";
    if (spec !== null && !(typeof spec === "number" && Number.isInteger(spec) && spec >= 0 && spec < specs.length))
      return "a dashboard names a spec that is not there";
    read.push({ source, spec: spec ?? undefined, ...defined({ holding, uid }) });
  }
  const sources = specs.map((one) => textField(one, "source"));
  if (!sources.every(isSourcePath)) return "the path of a spec is none that a repository can have";
  const files = specs.map((one) => asArray(field(one, "files")));
  if (files.some((list) => list.length > maxRecordings || new Set(list).size < list.length))
    return `a spec has more than ${maxRecordings} files, or one twice`;
  if (!files.every((list): list is string[] => list.every((path) => typeof path === "string" && isPathBelow(path))))
    return "the path of a spec's file is none below its folder";
  const scenarios = asArray(field(raw, "scenarios"));
  if (scenarios.length > maxBundleScenarios) return `it has more than ${maxBundleScenarios} scenarios`;
  if (!scenarios.every((one): one is string => typeof one === "string" && scenarioPattern.test(one)))
    return "the name of a scenario is none";
  const rules = field(raw, "rules") === undefined ? undefined : readRules(field(raw, "rules"));
  if (typeof rules === "string") return rules;
  return {
    dashboards: read,
    specs: sources.map((source, index) => (files[index]!.length === 0 ? { source } : { source, files: files[index]! })),
    ...(scenarios.length === 0 ? {} : { scenarios }),
    ...defined({ rules }),
  };
}

function readRules(raw: unknown): BundledRules | string {
  const [paths, files] = [asArray(field(raw, "paths")), asArray(field(raw, "files"))];
  if (paths.length > maxBundleEntries || files.length > maxBundleEntries)
    return `it has more than ${maxBundleEntries} rule files, or paths of rules`;
  const isPath = (one: unknown): one is string => one === "." || (typeof one === "string" && isSourcePath(one));
  if (paths.length === 0 || !paths.every(isPath)) return "a path of rules is none that a repository can have";
  const sources = files.map((one) => textField(one, "source"));
  if (!sources.every(isSourcePath) || new Set(sources).size < sources.length)
    return "the path of a rule file is none that a repository can have, or there twice";
  return {
    paths,
    files: sources.map((source, index) => ({ source, wanted: field(files[index], "wanted") === true })),
  };
}

/** A relative path that stays below the top. It is shown and hashed, never opened. */
export function isSourcePath(path: string | undefined): path is string {
  if (path === undefined || path === "" || path.length > 500 || /[\u0000-\u001f\u007f\\]/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
