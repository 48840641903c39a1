import { cloneJson, type JsonPath, type MutableObject, setOwn, valueAt, walkTexts } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, textField, textList } from "../../json/read.ts";
import { scenarioTitle } from "../../text/scenario-title.ts";
import { parts } from "../view/parts.ts";
import { schemas } from "../view/schema.ts";
import { linkProperties, replaceDashboardLinks } from "./dashboard-links.ts";
import type { JournalTarget } from "./journal.ts";
import type { RewriteContext } from "./rewrite-context.ts";
import { safeLink } from "./untrusted/untrusted-links.ts";
import { plainText } from "./untrusted/untrusted-text.ts";

/** Properties that are overwritten without a journal, because they are restored separately. */
export interface TopRecord {
  readonly title: { readonly before?: unknown; readonly after: string };
  readonly tags: { readonly before?: unknown };
  readonly links: { readonly before?: unknown; readonly after: unknown };
}

/** Longest title; Grafana takes 5,000 characters. */
const maxTitleLength = 4000;

/** Title, uid, tags, links, time range and the rest of a dashboard's own settings. */
export function rewriteTop(context: RewriteContext, title: string): TopRecord {
  const { model, kind, journal, options } = context;
  const target: JournalTarget = { slot: undefined, node: model };
  const set = (path: JsonPath, value: unknown, always = false) => {
    const holder = path.length === 1 ? model : asObject(field(model, String(path[0])));
    if (holder === undefined) journal.set(target, path.slice(0, 1), { [path[1]!]: value }, { always });
    else if (holder[path.at(-1)!] !== value) journal.set(target, path, value, { always });
  };
  for (const name of ["id", "version", "__inputs", "__requires", "__elements"])
    if (Object.hasOwn(model, name)) set([name], undefined, true);
  if (schemas[kind].holdsUid) set(["uid"], options.uid, true);
  set(["editable"], false, true);
  pinTime(context, set);
  const before = (name: string) => (Object.hasOwn(model, name) ? { before: cloneJson(model[name]) } : {});
  const record = {
    title: { ...before("title"), after: previewTitle(title, options) },
    tags: before("tags"),
    links: { ...before("links"), after: dashboardLinks(context) },
  };
  setOwn(model, "title", record.title.after);
  setOwn(model, "tags", [...(options.tags ?? [])]);
  setOwn(model, "links", cloneJson(record.links.after));
  leadLinks(context);
  return record;
}

/** `[pr-12] Shop`, and in a scenario `[pr-12] Shop · incident`. */
function previewTitle(title: string, { key, scenario }: RewriteContext["options"]): string {
  return scenarioTitle(`[${key}] ${title}`, scenario, maxTitleLength);
}

function pinTime(
  { kind, model, options: { window, follow = false } }: RewriteContext,
  set: (path: JsonPath, value: unknown) => void,
): void {
  if (window === undefined) {
    if (follow) followTime({ kind, model }, set);
    return;
  }
  const [from, to] = [window.fromMs, window.toMs].map((timeMs) => new Date(timeMs).toISOString());
  const { paths, needsRefresh } = schemas[kind];
  set([...paths.time, "from"], from);
  set([...paths.time, "to"], to);
  const refresh = valueAt(model, paths.refresh);
  if (refresh !== "" && (needsRefresh || typeof refresh === "string")) set(paths.refresh, "");
}

/** Keeps a range that looks back from now; any other becomes Grafana's usual one. */
function followTime(
  { kind, model }: Pick<RewriteContext, "kind" | "model">,
  set: (path: JsonPath, value: unknown) => void,
) {
  const { paths } = schemas[kind];
  const time = asObject(valueAt(model, paths.time));
  const looksBack = /^now-\d+[smhdwMy]$/.test(textField(time, "from") ?? "") && textField(time, "to") === "now";
  if (!looksBack) {
    set([...paths.time, "from"], "now-6h");
    set([...paths.time, "to"], "now");
  }
  const refresh = valueAt(model, paths.refresh);
  if (typeof refresh !== "string" || refresh === "") set(paths.refresh, usualRefresh);
}

/** For a dashboard that does not refresh itself. */
const usualRefresh = "30s";

function dashboardLinks({ model, options }: RewriteContext): unknown[] {
  const { reviewUrl, siblings = [], untrusted = false } = options;
  const links = asArray(model["links"]);
  const kept = untrusted ? links.flatMap(harmlessLink) : links;
  return [...(reviewUrl === undefined ? [] : [reviewLink(reviewUrl)]), ...siblings.map(siblingLink), ...kept];
}

/**
 * A link of an untrusted dashboard, written anew: to a dashboard of this Grafana, or the list of those with a tag;
 * nothing of it holds a variable.
 */
function harmlessLink(link: unknown): JsonObject[] {
  const isList = textField(link, "type") === "dashboards";
  const url = safeLink(textField(link, "url") ?? "");
  if (!isList && url === undefined) return [];
  const text = (name: string) => plainText(textField(link, name) ?? "");
  const icon = textField(link, "icon") ?? "";
  return [
    {
      title: text("title"),
      type: isList ? "dashboards" : "link",
      icon: /^[\w -]{1,40}$/.test(icon) ? icon : "external link",
      tooltip: text("tooltip"),
      url: isList ? "" : url,
      tags: textList(field(link, "tags")).map(plainText),
      asDropdown: field(link, "asDropdown") === true,
      targetBlank: field(link, "targetBlank") === true,
      includeVars: false,
      keepTime: field(link, "keepTime") === true,
    },
  ];
}

/** The way back to the review that the preview belongs to. */
export function reviewLink(url: string): JsonObject {
  return {
    title: "Review",
    type: "link",
    icon: "external link",
    tooltip: "The review that this preview belongs to",
    url,
    tags: [],
    asDropdown: false,
    targetBlank: true,
    includeVars: false,
    keepTime: false,
  };
}

const siblingTooltip = "This dashboard with the data of another scenario";

function siblingLink({ title, uid }: { readonly title: string; readonly uid: string }): JsonObject {
  const own = { title, icon: "dashboard", tooltip: siblingTooltip, targetBlank: false, keepTime: true };
  return { ...reviewLink(`/d/${uid}`), ...own };
}

/** Whether a link leads to another scenario's preview. */
export function isSiblingLink(link: unknown): boolean {
  return textField(link, "tooltip") === siblingTooltip && /^\/d\/dp-[a-z2-7]{20}$/.test(textField(link, "url") ?? "");
}

/**
 * Links between dashboards of one run lead to their previews. Not journaled: the same by the inverse map leads them
 * back.
 */
function leadLinks({ model, kind, options }: RewriteContext): void {
  if (options.links !== undefined) leadAll(model, kind, options.links);
}

/** Leads every link in a dashboard by a map of uids; used in both directions. */
export function leadAll(model: MutableObject, kind: RewriteContext["kind"], uids: ReadonlyMap<string, string>): void {
  if (uids.size === 0) return;
  const skip = ["targets", "data"];
  const lead = (root: MutableObject) =>
    walkTexts(
      root,
      (text, path) => {
        const name = path.at(-1);
        if (typeof name !== "string" || !linkProperties.has(name)) return;
        const led = replaceDashboardLinks(text, uids);
        if (led !== text)
          setOwn(
            path.slice(0, -1).reduce<MutableObject>((holder, step) => holder[step] as MutableObject, root),
            name,
            led,
          );
      },
      (name) => typeof name === "number" || !skip.includes(name),
    );
  for (const panel of parts({ model, kind }).panels) if (panel.type !== "row") lead(panel.node);
  lead({ links: model["links"] });
}
