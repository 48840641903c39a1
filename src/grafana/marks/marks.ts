import { asArray, asObject, type JsonObject, textField, textList } from "../../json/read.ts";
import { isPreviewTag } from "./tags.ts";

/** The format of a dashboard: classic JSON (any schema version), or the `spec` of schema v2. */
export type DashboardKind = "classic" | "v2";

/** The hidden constant variable that carries the manifest. It survives every way of saving, in both formats. */
const manifestVariable = "dashpreview";

/**
 * Returns the dashboard with its tags replaced by these, and the manifest in a hidden constant variable after its other
 * variables. Removes any other variable of that name.
 *
 * @param manifest - text from `encodeManifest`; undefined for no manifest.
 */
export function writeMarks(
  model: JsonObject,
  kind: DashboardKind,
  { tags, manifest }: { readonly tags: readonly string[]; readonly manifest: string | undefined },
): JsonObject {
  const clean = withoutManifest(model, kind);
  if (manifest === undefined) return { ...clean, tags };
  if (kind === "v2") return { ...clean, tags, variables: [...variablesOf(clean, kind), v2Variable(manifest)] };
  return {
    ...clean,
    tags,
    templating: { ...asObject(clean["templating"]), list: [...variablesOf(clean, kind), classicVariable(manifest)] },
  };
}

/** Returns the dashboard without the manifest and the tags of a preview; other tags stay. */
export function stripMarks(model: JsonObject, kind: DashboardKind): JsonObject {
  const clean = withoutManifest(model, kind);
  return Object.hasOwn(clean, "tags")
    ? { ...clean, tags: textList(clean["tags"]).filter((tag) => !isPreviewTag(tag)) }
    : clean;
}

/**
 * The manifest's text in a dashboard, unchecked. Undefined if there is no manifest. Empty, which is never valid, if
 * there are several or it is not text.
 */
export function readManifestText(model: JsonObject, kind: DashboardKind): string | undefined {
  const found = variablesOf(model, kind).filter((variable) => isManifest(variable, kind));
  if (found.length === 0) return undefined;
  if (found.length > 1) return "";
  const variable = kind === "v2" ? asObject(asObject(found[0])?.["spec"]) : found[0];
  return textField(variable, "query") ?? textField(variable, "current", "value") ?? "";
}

function variablesOf(model: JsonObject, kind: DashboardKind): readonly unknown[] {
  return asArray(kind === "v2" ? model["variables"] : asObject(model["templating"])?.["list"]);
}

function isManifest(variable: unknown, kind: DashboardKind): boolean {
  return (kind === "v2" ? textField(variable, "spec", "name") : textField(variable, "name")) === manifestVariable;
}

function withoutManifest(model: JsonObject, kind: DashboardKind): JsonObject {
  const kept = variablesOf(model, kind).filter((variable) => !isManifest(variable, kind));
  if (kept.length === variablesOf(model, kind).length) return model;
  return kind === "v2"
    ? { ...model, variables: kept }
    : { ...model, templating: { ...asObject(model["templating"]), list: kept } };
}

/**
 * Grafana takes a constant's value from `query` and fills in `current` itself, so the text is stored only once.
 */
function classicVariable(text: string): JsonObject {
  return {
    name: manifestVariable,
    type: "constant",
    hide: 2,
    skipUrlSync: true,
    query: text,
    current: { text: "", value: "" },
  };
}

function v2Variable(text: string): JsonObject {
  const spec = {
    name: manifestVariable,
    query: text,
    current: { text: "", value: "" },
    hide: "hideVariable",
    skipUrlSync: true,
  };
  return { kind: "ConstantVariable", spec };
}
