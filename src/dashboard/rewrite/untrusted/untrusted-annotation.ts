import { type MutableObject, sameJson, valueAt } from "../../../json/edit.ts";
import { field, numberField, textField } from "../../../json/read.ts";
import type { AnnotationView } from "../../view/annotations.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import { builtInSource, isBuiltIn } from "./untrusted-sources.ts";
import { withoutUserVariables } from "./untrusted-text.ts";

/**
 * An annotation is written anew from the parts that are known to be harmless. Its formats go: Grafana shows what they
 * make as HTML. One of another data source, or of other people's notes, becomes Grafana's own of this dashboard,
 * switched off.
 */
export function confineAnnotation(context: RewriteContext, annotation: AnnotationView): void {
  const { use, name, node, body } = annotation;
  const builtIn = use.kind === "grafana" && isBuiltIn(body);
  const keeps = builtIn || use.kind === "prometheus";
  if (!keeps) {
    context.findings.push({
      annotation: name,
      state: "skipped",
      code: "untrusted",
      reason: `asks ${use.label}: removed from an untrusted dashboard`,
    });
  }
  const fresh = keeps ? rebuilt(context, annotation, body, builtIn) : switchedOff(context.kind, name);
  if (!sameJson(fresh, node)) context.journal.replace(annotation, fresh);
}

/** An annotation that shows nothing. */
export function switchedOff(kind: RewriteContext["kind"], name: string): MutableObject {
  return wrap(
    kind,
    { name: withoutUserVariables(name), enable: false, hide: true, iconColor: "gray", builtIn: false },
    builtInSource,
    {},
  );
}

function rebuilt(
  { kind, options }: RewriteContext,
  annotation: AnnotationView,
  body: unknown,
  builtIn: boolean,
): MutableObject {
  const colour = textField(body, "iconColor") ?? "";
  const shared = {
    name: withoutUserVariables(annotation.name),
    enable: annotation.enabled,
    hide: field(body, "hide") === true,
    iconColor: /^(?:#[0-9a-f]{3,8}|[a-z][a-z -]{0,30}|rgba?\([0-9.,%\s]{1,40}\))$/i.test(colour) ? colour : "gray",
    builtIn,
    ...filterOf(body),
  };
  if (builtIn) return wrap(kind, shared, builtInSource, {});
  const [path] = annotation.exprPaths;
  const expr = path === undefined ? "" : String(valueAt(annotation.node, path));
  const target = field(body, "target") ?? field(body, "query", "spec") ?? body;
  const interval = textField(target, "interval") || textField(body, "step");
  const query = { expr: withoutUserVariables(expr), refId: "Anno", ...(interval ? { interval } : {}) };
  return wrap(kind, shared, options.dataSource, query);
}

/** Which panels show it. */
function filterOf(body: unknown): { filter?: { exclude: boolean; ids: number[] } } {
  const ids = field(body, "filter", "ids");
  if (!Array.isArray(ids)) return {};
  return {
    filter: {
      exclude: field(body, "filter", "exclude") === true,
      ids: ids.flatMap((id) => numberField({ id }, "id") ?? []),
    },
  };
}

function wrap(
  kind: RewriteContext["kind"],
  { builtIn, ...shared }: MutableObject & { builtIn: boolean },
  { type, uid }: { readonly type: string; readonly uid: string },
  query: MutableObject,
): MutableObject {
  if (kind === "v2") {
    const source = { kind: "DataQuery", group: type, version: "v0", datasource: { name: uid }, spec: query };
    return { kind: "AnnotationQuery", spec: { ...shared, builtIn, query: source } };
  }
  const notes = { type: "dashboard", target: { limit: 100, matchAny: false, tags: [], type: "dashboard" } };
  const asked = type === builtInSource.type ? notes : { target: query };
  return { ...shared, ...(builtIn ? { builtIn: 1 } : {}), datasource: { type, uid }, ...asked };
}
