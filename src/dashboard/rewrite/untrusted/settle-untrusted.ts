import { DashboardError } from "../../../errors.ts";
import { defined } from "../../../json/defined.ts";
import { type JsonPath, type MutableObject, setOwn, valueAt } from "../../../json/edit.ts";
import { listPaths } from "../../view/list-paths.ts";
import type { PanelView } from "../../view/panel-view.ts";
import { parts } from "../../view/parts.ts";
import type { JournalTarget } from "../journal.ts";
import { type Unproven, unproven } from "../proof/prove-untrusted.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import type { PreviewDataSource } from "../rewrite-options.ts";
import { describePanel } from "../rewrite-sources.ts";
import { textPanel } from "../text-panel.ts";
import { switchedOff } from "./untrusted-annotation.ts";
import { newTextBudget } from "./untrusted-budget.ts";
import { inertHtml } from "./untrusted-html.ts";
import { settleSources } from "./untrusted-sources.ts";
import { savedValue } from "./untrusted-variable.ts";

/** Properties that `rewriteTop` writes or removes later. */
const pending = ["title", "links", "tags", "id", "version", "__inputs", "__requires", "__elements"];

/**
 * Writes the references of an untrusted dashboard out and has the whole of it proved. What is not proved is replaced,
 * with a finding: a panel by a text, a variable by its saved value, an annotation by nothing, anything else is taken
 * out.
 */
export function settleUntrusted(context: RewriteContext): void {
  settleSources(context);
  // What replaces a part may bring its title along, so that a second look can find more.
  for (let round = 0; round < 3; round++) {
    const found = unproven(context.model, proofOptions(context, pending));
    if (found.length === 0) return;
    const replaceable = replaceableParts(context);
    const done = new Set<string>();
    for (const each of found) {
      const key = ownerKey(each.path, replaceable);
      const id = key ?? JSON.stringify(each.path);
      if (done.has(id)) continue;
      done.add(id);
      if (key === undefined) takeOut(context, each);
      else replaceable.get(key)!(each);
    }
  }
}

/**
 * The last look, at what will be saved.
 *
 * @throws {DashboardError} if a part is still not proved, so that nothing is saved.
 */
export function proveUntrusted(context: RewriteContext, file: string): void {
  const [first] = unproven(context.model, proofOptions(context, []));
  if (first === undefined) return;
  throw new DashboardError(
    `${file}: cannot be previewed with --untrusted: ${first.what} at ${first.path.join(".").slice(0, 200)}; ` +
      "take it out of the dashboard",
  );
}

function proofOptions({ kind, options }: RewriteContext, later: readonly string[]) {
  const { type, uid } = options.dataSource;
  return { kind, own: { type, uid }, reviewUrl: options.reviewUrl, pending: later };
}

/** How each part of the dashboard is replaced, by the way to it. */
function replaceableParts(context: RewriteContext): Map<string, (unproven: Unproven) => void> {
  const { kind, journal, findings, options } = context;
  const { panels, variables, annotations } = parts(context);
  const found = new Map<string, (unproven: Unproven) => void>();
  const ways = listPaths(context);
  const add = (slot: { holder: object; name: string | number }, replace: (what: string, inside: JsonPath) => void) => {
    const way = ways.get(slot.holder);
    if (way !== undefined)
      found.set(JSON.stringify([...way, slot.name]), ({ path, what }) => replace(what, path.slice(way.length + 1)));
  };
  const shared = { state: "skipped", code: "untrusted" } as const;
  const reason = (what: string) =>
    `holds ${what}, which is not known to be harmless: removed from an untrusted dashboard`;
  for (const panel of panels) {
    add(panel.slot, (what, inside) => {
      findings.push({ ...describePanel(panel), ...shared, reason: reason(what) });
      const isItem =
        panel.paths.panels !== undefined &&
        inside[0] === "panels" &&
        inside.length > 1 &&
        Array.isArray(panel.node["panels"]);
      if (isItem) journal.set(panel, inside.slice(0, 2), null, { always: true });
      else if (panel.paths.panels !== undefined && panel.type === "row")
        journal.replace(panel, bareRow(panel, options.dataSource));
      else journal.replace(panel, notShown(panel, options.dataSource));
    });
  }
  for (const variable of variables) {
    add(variable.slot, (what) => {
      findings.push({ variable: variable.name, ...shared, reason: reason(what) });
      journal.replace(variable, savedValue(variable, kind));
    });
  }
  for (const annotation of annotations) {
    add(annotation.slot, (what) => {
      findings.push({ annotation: annotation.name, ...shared, reason: reason(what) });
      journal.replace(annotation, switchedOff(kind, annotation.name));
    });
  }
  return found;
}

/** A text in the place of a panel, with nothing of it but its id, title and place. */
function notShown(panel: PanelView, own: PreviewDataSource): MutableObject {
  const text = textPanel(panel, "");
  const options = {
    mode: "html",
    content: inertHtml(`Not previewed: this panel holds what ${unknownParts}.`, "code", newTextBudget()),
  };
  if (panel.kind === "classic") return { ...frame(panel, own), type: "text", options };
  setOwn(valueAt(text, ["spec", "vizConfig", "spec"]) as MutableObject, "options", options);
  return text;
}

const unknownParts = "is not known to be harmless, and the dashboard is not trusted";

/** A row keeps its panels: each is proved by itself. */
function bareRow(panel: PanelView, own: PreviewDataSource): MutableObject {
  const { panels, collapsed } = panel.node;
  return {
    ...frame(panel, own),
    type: "row",
    collapsed: collapsed === true,
    ...(Array.isArray(panels) ? { panels } : {}),
  };
}

function frame({ id, title, position }: PanelView, { type, uid }: PreviewDataSource): MutableObject {
  const grid =
    position === undefined ? {} : { gridPos: { x: position.x, y: position.y, w: position.width, h: position.height } };
  return { ...defined({ id }), title, ...grid, datasource: { type, uid } };
}

/** The innermost part that a place belongs to. */
function ownerKey(path: JsonPath, parts: ReadonlyMap<string, unknown>): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const key = JSON.stringify(path.slice(0, length));
    if (parts.has(key)) return key;
  }
  return undefined;
}

/**
 * A place that belongs to no part: an item of a list is emptied where it stands, everything else goes with its property
 * at the top.
 */
function takeOut({ model, kind, journal, findings }: RewriteContext, { path, what }: Unproven): void {
  findings.push({
    state: "skipped",
    code: "untrusted",
    reason: `${what} at ${path.join(".").slice(0, 100)}: removed from an untrusted dashboard`,
  });
  const target: JournalTarget = { slot: undefined, node: model };
  const { place, filler } = outsideParts(kind, path);
  if (valueAt(model, place) !== undefined) journal.set(target, place, filler, { always: true });
}

/**
 * The place to replace, and its filler, when a fault lies outside of every part: no part of the dashboard is lost with
 * it.
 */
function outsideParts(kind: RewriteContext["kind"], path: JsonPath): { place: JsonPath; filler: unknown } {
  const [top, second, third] = path;
  if (kind === "v2") {
    if (top === "elements" && path.length > 1) return { place: path.slice(0, 2), filler: emptyElement() };
    if (top === "annotations" && path.length > 1) return { place: path.slice(0, 2), filler: switchedOff(kind, "") };
    if (top === "variables" && path.length > 1) return { place: path.slice(0, 2), filler: null };
  } else if (top === "panels") {
    return { place: path.slice(0, 2), filler: path.length > 1 ? null : undefined };
  } else if (top === "rows" && path.length > 2) {
    if (third === "panels" && path.length > 3) return { place: path.slice(0, 4), filler: null };
    return typeof third === "number"
      ? { place: path.slice(0, 2), filler: {} }
      : { place: path.slice(0, 3), filler: undefined };
  } else if ((top === "templating" || top === "annotations") && second === "list" && path.length > 2) {
    return { place: path.slice(0, 3), filler: null };
  }
  return { place: path.slice(0, 2), filler: undefined };
}

/** Grafana opens no dashboard of schema v2 whose layout names an element that is not there. */
function emptyElement(): MutableObject {
  const data = { kind: "QueryGroup", spec: { queries: [], transformations: [], queryOptions: {} } };
  const spec = { options: { mode: "html", content: "" }, fieldConfig: { defaults: {}, overrides: [] } };
  const vizConfig = { kind: "VizConfig", group: "text", version: "", spec };
  return { kind: "Panel", spec: { id: 0, title: "", description: "", links: [], data, vizConfig } };
}
