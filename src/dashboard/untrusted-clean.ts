import { asObject, field, textField } from "../grafana/json.ts";
import { type JsonPath, sameJson, valueAt, walkTexts } from "./edit-json.ts";
import type { JournalTarget } from "./journal.ts";
import type { PanelView } from "./panels.ts";
import type { RewriteContext } from "./rewrite-context.ts";
import { harmlessText, isInternalLink, withoutUserVariables } from "./untrusted-text.ts";

/** Table cells that show text and numbers; others load pictures or HTML that a value names. */
const shownCells = new Set(
  "auto color-text color-background color-background-solid gradient-gauge lcd-gauge basic gauge sparkline json-view pill".split(" "),
);

const loadingCells = new Set(["image", "img", "markdown", "html"]);

/** Links out, pictures, actions and user variables of one panel. */
export function cleanPanel(context: RewriteContext, panel: PanelView): void {
  const target = panel;
  cutLists(context, target);
  walkTexts(
    panel.node,
    (text, path) => {
      const name = path.at(-1);
      const clean = cleanText(text, path, panel.type);
      if (clean !== text && name !== undefined) context.journal.set(target, path, clean);
    },
    (name, path) => !isQueryPart(panel, name, path),
  );
  cleanQueries(context, panel, target);
}

/** The queries of a panel, and the panels of a row, are looked at by themselves. */
function isQueryPart({ kind }: PanelView, name: string | number, path: JsonPath): boolean {
  if (kind === "v2") return name === "data" && path.length === 1 && path[0] === "spec";
  return path.length === 0 && (name === "targets" || name === "panels");
}

function cleanText(text: string, path: JsonPath, type: string): string {
  const name = path.at(-1);
  if (name === "content" && type === "text") return harmlessText(text);
  if (name === "description") return harmlessText(text);
  const plain = withoutUserVariables(text);
  if (name === "url" || name === "linkUrl") return isInternalLink(plain) ? plain : "";
  if (isCellType(path) ? !shownCells.has(plain) : path.at(-3) === "properties" && loadingCells.has(plain)) return "auto";
  // A picture or a feed that an option names; titles and the like are shown as text.
  return name !== "title" && /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}/i.test(plain) ? "" : plain;
}

/** What says how table cells are drawn: `cellOptions.type`, in an override `properties[…].value.type`, before Grafana 9 `displayMode`. */
function isCellType(path: JsonPath): boolean {
  const name = path.at(-1);
  return name === "displayMode" || (name === "type" && (path.at(-2) === "cellOptions" || path.at(-4) === "properties"));
}

/** In queries only who looks is taken out: everything else in them goes to the preview's own data source. */
function cleanQueries({ journal }: RewriteContext, { kind, node }: PanelView, target: JournalTarget): void {
  const root: JsonPath = kind === "v2" ? ["spec", "data"] : ["targets"];
  walkTexts(valueAt(node, root), (text, path) => {
    const clean = withoutUserVariables(text);
    if (clean !== text) journal.set(target, [...root, ...path], clean);
  });
}

/** `links` and `actions` lists lose what leads out. */
function cutLists({ journal }: RewriteContext, target: JournalTarget): void {
  const cuts: { path: JsonPath; kept: unknown[] }[] = [];
  const walk = (value: unknown, path: (string | number)[]) => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(name) : name];
      const isList = Array.isArray(inner);
      const property = textField(value, "id");
      const kind = name === "value" && (property === "links" || property === "actions") ? property : name;
      if (isList && kind === "actions") cuts.push({ path: here, kept: [] });
      else if (isList && (kind === "links" || kind === "dataLinks")) cuts.push({ path: here, kept: inner.filter(isInternal) });
      else if (name !== "targets" && !(name === "panels" && path.length === 0)) walk(inner, here);
    }
  };
  walk(target.node, []);
  for (const { path, kept } of cuts) if (!sameJson(kept, valueAt(target.node, path))) journal.set(target, path, kept, { always: true });
}

function isInternal(link: unknown): boolean {
  const url = textField(link, "url");
  return url === undefined
    ? asObject(link) !== undefined && field(link, "internal") === undefined
    : isInternalLink(withoutUserVariables(url));
}

/** Takes what names the one who looks out of every text of a variable or annotation. */
export function cleanTexts({ journal }: RewriteContext, target: JournalTarget): void {
  walkTexts(target.node, (text, path) => {
    const clean = withoutUserVariables(text);
    if (clean !== text && path.length > 0) journal.set(target, path, clean);
  });
}
