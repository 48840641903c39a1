import { type JsonPath, sameJson, valueAt, walkTexts } from "../../../json/edit.ts";
import { asArray, asObject, field, textField } from "../../../json/read.ts";
import type { PanelView } from "../../view/panel-view.ts";
import { schemas } from "../../view/schema.ts";
import type { Journal, JournalTarget } from "../journal.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import type { TextBudget } from "./untrusted-budget.ts";
import { inertHtml, type TextMode } from "./untrusted-html.ts";
import { safeLink } from "./untrusted-links.ts";
import { plainText, withoutUserVariables } from "./untrusted-text.ts";
import { harmlessValue, isForbiddenName, isKnownStep } from "./untrusted-values.ts";

/**
 * Takes out of one panel what could load, lead elsewhere, act, or tell who looks; its texts become HTML that does
 * nothing.
 */
export function cleanPanel({ journal }: RewriteContext, panel: PanelView, budget: TextBudget): void {
  const own = ownPart(panel);
  dropNames(journal, panel, own);
  cutLists(journal, panel, own);
  cutSteps(journal, panel);
  if (panel.type === "text") cleanContent(journal, panel, budget);
  const { description } = panel.paths;
  const text = valueAt(panel.node, description);
  if (typeof text === "string") put(journal, panel, description, inertHtml(text, "markdown", budget));
  const content = [...panel.paths.options, "content"];
  walkTexts(
    panel.node,
    (value, path) => {
      if (isAt(path, description) || (panel.type === "text" && isAt(path, content)) || path.length === 0) return;
      put(journal, panel, path, harmlessValue(value, path));
    },
    (name, path) => own(name, path) && !isQueryPart(panel, name, path),
  );
  cleanQueries(journal, panel);
}

type Enter = (name: string | number, path: JsonPath) => boolean;

/** Properties of this panel itself, not of those inside a row. */
function ownPart({ paths: { panels }, type }: PanelView): Enter {
  return (name, path) => !(type === "row" && isAt([...path, name], panels));
}

/** The queries of a panel are looked at by themselves. */
function isQueryPart({ paths }: PanelView, name: string | number, path: JsonPath): boolean {
  return isAt([...path, name], paths.queries) || isAt([...path, name], paths.source);
}

/**
 * Properties with names that nothing of an untrusted dashboard may have, and references to data sources where none
 * belongs.
 */
function dropNames(journal: Journal, panel: PanelView, own: Enter): void {
  const drop: JsonPath[] = [];
  walkNames(panel.node, own, (name, path) => {
    const isPlace = isReferencePlace(panel, name, path) || isQueryPart(panel, name, path);
    const isBad = isForbiddenName(name) || (!isPlace && /^(?:targets|panels|queries)$|data_?source/i.test(name));
    if (isBad) drop.push([...path, name]);
    return !isBad;
  });
  for (const path of drop) journal.set(panel, path, undefined, { always: true });
}

function isReferencePlace({ kind, paths }: PanelView, name: string, path: JsonPath): boolean {
  if (name !== "datasource") return false;
  if (isAt([...path, name], paths.source)) return true;
  const length = paths.queries.length;
  return (
    isAt(path.slice(0, length), paths.queries) &&
    path.length > length &&
    isAt(path.slice(length + 1), schemas[kind].query.source)
  );
}

/**
 * Calls `visit` with every property name and the way to its holder; where it answers false, what is below is passed
 * over.
 */
function walkNames(root: unknown, own: Enter, visit: (name: string, path: JsonPath) => boolean): void {
  const walk = (value: unknown, path: JsonPath) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const name = Array.isArray(value) ? Number(key) : key;
      if (own(name, path) && (typeof name === "number" || visit(name, path))) walk(inner, [...path, name]);
    }
  };
  walk(root, []);
}

/** `links` lose what leads out, `actions` everything, overrides what draws cells by a style or an action. */
function cutLists(journal: Journal, panel: PanelView, own: Enter): void {
  const cuts: { path: JsonPath; kept: unknown }[] = [];
  walkNames(panel.node, own, (name, path) => {
    if (path.length === 0 && name === "targets") return false;
    const value = valueAt(panel.node, [...path, name]);
    const id = name === "value" ? (textField(valueAt(panel.node, path), "id") ?? "") : name;
    if (/(?:^|\.)actions$/i.test(id)) cuts.push({ path: [...path, name], kept: Array.isArray(value) ? [] : undefined });
    else if (/(?:^|\.)(?:data)?links$/i.test(id))
      cuts.push({ path: [...path, name], kept: asArray(value).flatMap(cleanLink) });
    else if (
      /style/i.test(id) &&
      name === "value" &&
      /^custom\./.test(id) &&
      !/^custom\.(?:line|axis)\w*Style$|thresholdsStyle$/.test(id)
    )
      cuts.push({ path: [...path, name], kept: undefined });
    else return true;
    return false;
  });
  for (const { path, kept } of cuts) {
    if (!sameJson(kept, valueAt(panel.node, path))) journal.set(panel, path, kept, { always: true });
  }
}

function cleanLink(link: unknown): unknown[] {
  const url = safeLink(textField(link, "url") ?? "");
  const title = textField(link, "title");
  if (url === undefined) return [];
  return [
    {
      ...(title === undefined ? {} : { title: plainText(title) }),
      url,
      ...(field(link, "targetBlank") === true ? { targetBlank: true } : {}),
    },
  ];
}

function cutSteps(journal: Journal, panel: PanelView): void {
  const path = panel.paths.transformations;
  const steps = valueAt(panel.node, path);
  if (steps === undefined) return;
  const idsOf = (step: unknown) =>
    [field(step, "id"), field(step, "group"), field(step, "spec", "id"), kindOf(step)].filter((id) => id !== undefined);
  const kept = asArray(steps).filter(
    (step) => asObject(step) !== undefined && idsOf(step).length > 0 && idsOf(step).every(isKnownStep),
  );
  if (!sameJson(kept, steps)) journal.set(panel, path, kept, { always: true });
}

/** v2beta1 names a transformation in `kind`, v2 has `Transformation` there. */
function kindOf(step: unknown): unknown {
  const kind = field(step, "kind");
  return kind === "Transformation" ? undefined : kind;
}

/**
 * The content of a text panel in whichever form Grafana would have read it: beside the panel's type before Grafana 7.1.
 */
function cleanContent(journal: Journal, panel: PanelView, budget: TextBudget): void {
  const path = panel.paths.options;
  const options = valueAt(panel.node, path);
  const old = panel.paths.oldOptions === undefined ? undefined : asObject(valueAt(panel.node, panel.paths.oldOptions));
  const content = textField(options, "content") ?? textField(old, "content") ?? "";
  const written = textField(options, "mode") ?? textField(old, "mode");
  const mode: TextMode = written === "html" || written === "code" ? written : "markdown";
  const fresh = { mode: "html", content: inertHtml(content, mode, budget) };
  for (const name of ["content", "mode"])
    if (old !== undefined && Object.hasOwn(old, name)) journal.set(panel, [name], undefined, { always: true });
  const holder = valueAt(panel.node, path.slice(0, -1));
  if (asObject(holder) !== undefined && !sameJson(options, fresh)) journal.set(panel, path, fresh);
}

/** In queries only who looks is taken out: everything else in them goes to the preview's own data source. */
function cleanQueries(journal: Journal, panel: PanelView): void {
  const root = panel.paths.queries;
  walkTexts(valueAt(panel.node, root), (text, path) => {
    if (path.length > 0 && !path.includes("datasource"))
      put(journal, panel, [...root, ...path], withoutUserVariables(text));
  });
}

/**
 * Takes what names the one who looks out of every text of a variable or annotation, and names that no part may have.
 */
export function cleanTexts({ journal }: RewriteContext, target: JournalTarget, reference?: JsonPath): void {
  const drop: JsonPath[] = [];
  walkNames(
    target.node,
    () => true,
    (name, path) => {
      const isPlace = reference !== undefined && isAt([...path, name], reference);
      const isBad = isForbiddenName(name) || (/data_?source/i.test(name) && !isPlace);
      if (isBad) drop.push([...path, name]);
      return !isBad;
    },
  );
  for (const path of drop) journal.set(target, path, undefined, { always: true });
  walkTexts(target.node, (text, path) => {
    if (path.length > 0)
      put(journal, target, path, path.at(-1) === "description" ? plainText(text) : withoutUserVariables(text));
  });
}

function put(journal: Journal, target: JournalTarget, path: JsonPath, value: string): void {
  if (valueAt(target.node, path) !== value) journal.set(target, path, value);
}

function isAt(path: JsonPath, other: JsonPath | undefined): boolean {
  return other !== undefined && path.length === other.length && path.every((step, index) => step === other[index]);
}
