import { DashboardError } from "../../errors.ts";
import { decodeManifest } from "../../grafana/marks/manifest.ts";
import { type DashboardKind, readManifestText, stripMarks } from "../../grafana/marks/marks.ts";
import { isPreviewTag, previewTag } from "../../grafana/marks/tags.ts";
import { identityPatterns } from "../../identity/preview-identity.ts";
import { parseJson } from "../../json/parse.ts";
import { asArray, asObject, field, type JsonObject, textField, textList } from "../../json/read.ts";
import type { Holding } from "../forms/form.ts";
import { toBeta } from "./alpha-forms.ts";
import { checkSize } from "./size-limits.ts";
import type { DashboardInput, DashboardWrapper, SourceDashboard } from "./source.ts";

export type { SourceDashboard } from "./source.ts";

/**
 * Reads a dashboard: classic JSON of any schema version, `{"dashboard": …}`, an export with `__inputs`, a resource
 * (`apiVersion`, `kind`, `metadata`, `spec`) of v1 or v2, or the bare `spec` of v2. Tags and variables that pretend to
 * be a preview's are taken out.
 *
 * @param options.file - its path, for messages, and as what it is known by where it has no uid.
 * @throws {DashboardError} if the text is too large, empty, not valid JSON, too deep, not a dashboard, or a preview
 *   itself.
 */
export function readDashboard(text: string, { file }: { readonly file: string }): SourceDashboard {
  return readDashboardJson(parseJson(text, file), { path: file });
}

/** Where a dashboard's JSON was found. */
export interface DashboardOrigin {
  /** Path of its file. */
  readonly path: string;
  /** Undefined where it is the whole of a JSON file. */
  readonly holding?: Holding | undefined;
  /** The uid that its wrapper gives it. */
  readonly uid?: string | undefined;
}

/**
 * {@link readDashboard} for JSON that was parsed: out of a file of any form.
 *
 * @throws {DashboardError}
 */
export function readDashboardJson(value: unknown, { path, holding, uid: outerUid }: DashboardOrigin): SourceDashboard {
  const file = holding?.place === undefined ? path : `${path}#${holding.place}`;
  const { wrapper, model: raw, uid: resourceUid, apiVersion } = unwrap(value, file);
  const kind = kindOf(raw, apiVersion);
  if (kind === undefined) throw notADashboard(file, "no panels");
  checkSize(raw, kind, file);
  const uid = nonEmpty(outerUid) ?? nonEmpty(resourceUid) ?? nonEmpty(textField(raw, "uid"));
  refusePreview(raw, kind, uid, file);
  const alpha = kind === "v2" && isAlpha(raw, apiVersion);
  const model = stripMarks(alpha ? toBeta(raw) : raw, kind);
  return {
    kind,
    model,
    apiVersion:
      kind === "v2" ? (apiVersion?.startsWith("v2") && apiVersion !== "v2alpha1" ? apiVersion : "v2beta1") : undefined,
    alpha,
    uid,
    title: nonEmpty(textField(model, "title")) ?? baseName(holding?.place ?? path),
    file,
    path,
    holding,
    source: uid ?? file,
    wrapper,
    inputs: kind === "classic" ? readInputs(model) : [],
    elements: kind === "classic" ? readElements(model) : new Map(),
  };
}

interface Unwrapped {
  readonly wrapper: DashboardWrapper;
  readonly model: JsonObject;
  readonly uid?: string | undefined;
  readonly apiVersion?: string | undefined;
}

function unwrap(value: unknown, file: string): Unwrapped {
  const top = asObject(value);
  if (top === undefined)
    throw notADashboard(
      file,
      Array.isArray(value) ? "it is a list" : `it is ${value === null ? "null" : `a ${typeof value}`}`,
    );
  const inner = asObject(top["dashboard"]);
  if (inner !== undefined && !Array.isArray(top["panels"]) && !Array.isArray(top["rows"])) {
    const { dashboard: _dashboard, ...rest } = top;
    return { wrapper: { form: "envelope", rest }, model: inner };
  }
  return unwrapResource(top, file);
}

function unwrapResource(top: JsonObject, file: string): Unwrapped {
  const spec = asObject(top["spec"]);
  const api = textField(top, "apiVersion");
  if (spec === undefined || api === undefined) return { wrapper: { form: "bare" }, model: top };
  if (textField(top, "kind") !== "Dashboard")
    throw notADashboard(file, `it is a resource of the kind ${JSON.stringify(top["kind"])}`);
  const { spec: _spec, ...rest } = top;
  return {
    wrapper: { form: "resource", rest },
    model: spec,
    uid: textField(top, "metadata", "name"),
    apiVersion: api.split("/").at(-1),
  };
}

function kindOf(model: JsonObject, apiVersion: string | undefined): DashboardKind | undefined {
  if (
    asObject(model["elements"]) !== undefined &&
    (asObject(model["layout"]) !== undefined || apiVersion?.startsWith("v2") === true)
  ) {
    return "v2";
  }
  if (apiVersion?.startsWith("v2") === true) return undefined;
  if (Array.isArray(model["panels"]) || Array.isArray(model["rows"])) return "classic";
  const version = field(model, "schemaVersion");
  const hasVersion = typeof version === "number" || (typeof version === "string" && /^\d+$/.test(version));
  return hasVersion && textField(model, "title") !== undefined ? "classic" : undefined;
}

/**
 * Queries that name their data source's type in `kind` are v2alpha1's, whatever the resource says (or a bare `spec`
 * does not).
 */
function isAlpha(model: JsonObject, apiVersion: string | undefined): boolean {
  if (apiVersion !== undefined) return apiVersion === "v2alpha1";
  const kinds = Object.values(asObject(model["elements"]) ?? {}).map((element) =>
    textField(element, "spec", "vizConfig", "kind"),
  );
  const found = kinds.filter((kind) => kind !== undefined);
  return found.length > 0 && !found.includes("VizConfig");
}

function refusePreview(model: JsonObject, kind: DashboardKind, uid: string | undefined, file: string): void {
  const tags = textList(model["tags"]);
  const marked = tags.includes(previewTag) && tags.some((tag) => tag.startsWith("dp-key:"));
  const named = uid !== undefined && identityPatterns.uid.test(uid) && tags.some(isPreviewTag);
  const manifest = readManifestText(model, kind);
  if (!marked && !named && (manifest === undefined || decodeManifest(manifest) === undefined)) return;
  throw new DashboardError(
    `${file}: the dashboard is itself a preview; \`dashpreview export ${uid ?? "<uid>"}\` gives its source ` +
      "form, which can be previewed",
  );
}

function readInputs(model: JsonObject): DashboardInput[] {
  return asArray(model["__inputs"]).flatMap((entry): DashboardInput[] => {
    const name = textField(entry, "name");
    const type = textField(entry, "type");
    if (name === undefined || (type !== "datasource" && type !== "constant")) return [];
    return [{ name, type, pluginId: textField(entry, "pluginId"), value: textField(entry, "value") }];
  });
}

/** `__elements` is an object by uid; the first versions that wrote it had a list. */
function readElements(model: JsonObject): Map<string, JsonObject> {
  const entries = Array.isArray(model["__elements"])
    ? model["__elements"]
    : Object.values(asObject(model["__elements"]) ?? {});
  return new Map(
    entries.flatMap((entry: unknown): [string, JsonObject][] => {
      const uid = textField(entry, "uid");
      const panel = asObject(field(entry, "model"));
      return uid === undefined || panel === undefined ? [] : [[uid, panel]];
    }),
  );
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text;
}

function baseName(file: string): string {
  return file
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.[^.]+$/, "");
}

function notADashboard(file: string, why: string): DashboardError {
  return new DashboardError(
    `${file}: not a dashboard: ${why}; expected dashboard JSON as Grafana exports it, {"dashboard": …}, or a ` +
      "resource of the kind Dashboard",
  );
}
