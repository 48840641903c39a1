import { escapeMarkdown } from "../../present/format-markdown.ts";
import { folded } from "../../present/markdown-parts.ts";
import type { OverviewPicture, PanelPictures, Picture } from "../../present/picture-set.ts";
import { counted } from "../../text/counted.ts";
import { plainLine } from "../../text/plain-line.ts";

/** A picture that a comment can show. */
export interface ShownPicture extends Pick<Picture, "width" | "alt"> {
  /** Made by us or of a host's answer that was checked: nothing of a dashboard is in it. */
  readonly url: string;
}

/** A picture of a whole dashboard. */
export interface ShownOverview extends ShownPicture, Pick<OverviewPicture, "in" | "removed"> {}

/** A panel with pictures; one without `before` is new, one without `after` is removed. */
export interface ShownPanel extends Pick<PanelPictures, "title" | "dashboard" | "differencePercent" | "in"> {
  readonly before?: ShownPicture;
  readonly after?: ShownPicture;
}

/** Pictures of a comment. */
export interface CommentPictures {
  readonly overview: readonly ShownOverview[];
  /** Those that the review changes. */
  readonly panels: readonly ShownPanel[];
  /** Panels that the review changes, and of which there is no picture here. */
  readonly more: number;
  /** Panels that look different although the review changes nothing of them. */
  readonly moved: number;
  /** Address of the page that shows everything. */
  readonly pageUrl?: string | undefined;
}

/** How many pictures are shown. */
export interface PictureDetail {
  readonly overviews: number;
  readonly panels: number;
}

/** Pixels on the screen. Two panels side by side are as wide as an overview. */
const [overviewWidth, panelWidth] = [800, 400];

/** From all to none: the first that fits is taken. */
export const pictureDetails: readonly PictureDetail[] = [
  { overviews: 10, panels: 20 },
  { overviews: 5, panels: 8 },
  { overviews: 1, panels: 3 },
  { overviews: 1, panels: 0 },
  { overviews: 0, panels: 0 },
];

/** The pictures as Markdown and HTML, a part each; every text of a dashboard is escaped. */
export function pictureParts(
  { overview, panels, more, moved, pageUrl }: CommentPictures,
  detail: PictureDetail,
): readonly string[] {
  const standing = overview.filter((one) => one.removed === undefined);
  const gone = overview.filter((one) => one.removed !== undefined).slice(0, detail.overviews);
  const removed = grouped(gone).map(removedPart);
  const [first, ...others] = grouped(standing.slice(0, detail.overviews)).map(overviewPart);
  const shown = panels.slice(0, detail.panels);
  const left = more + panels.length - shown.length;
  const rest = [...(left > 0 ? [`… and ${counted(left, "changed panel")} more without a picture here.`] : [])];
  const content = [...grouped(shown).map(panelParts), ...(shown.length > 0 ? rest : [])].join("\n\n");
  return [
    first ?? "",
    folded(`${counted(others.length, "dashboard")} more`, others.join("\n\n")),
    folded(`${counted(shown.length, "changed panel")}, before and after`, content),
    folded(
      `${counted(removed.length, "removed dashboard")}, as ${removed.length === 1 ? "it was" : "they were"}`,
      removed.join("\n\n"),
    ),
    moved === 0 || detail.overviews === 0 ? "" : movedText(moved),
    pageUrl === undefined ? "" : `[All panels on one page](<${pageUrl.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)`,
  ];
}

/** Those that are the same in several scenarios together, where the first of them is. */
function grouped<Shown extends Pick<ShownPanel, "in">>(all: readonly Shown[]): readonly (readonly Shown[])[] {
  const groups = new Map<string | Shown, Shown[]>();
  for (const one of all) {
    const key = one.in?.group ?? one;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** A dashboard; in several scenarios its pictures stand side by side, two in a row. */
function overviewPart(pictures: readonly ShownOverview[]): string {
  const [only] = pictures;
  if (only!.in === undefined) return image(only!, overviewWidth);
  const heading = `**${titleOf(only!.in.title)}**`;
  if (pictures.length === 1) return `${heading}, ${scenarioOf(only!)}\n\n${image(only!, overviewWidth)}`;
  const rows: string[] = [];
  for (let at = 0; at < pictures.length; at += 2) {
    const row = pictures.slice(at, at + 2);
    rows.push(`<tr>${row.map((one) => `<th>${scenarioOf(one)}</th>`).join("")}</tr>`);
    rows.push(`<tr>${row.map((one) => `<td>${image(one, panelWidth)}</td>`).join("")}</tr>`);
  }
  return `${heading}\n\n<table>${rows.join("")}</table>`;
}

/** A dashboard that is removed: in several scenarios its picture in the first of them says enough. */
function removedPart([picture]: readonly ShownOverview[]): string {
  return `**${titleOf(picture!.removed!)}**\n\n${image(picture!, overviewWidth)}`;
}

/** A panel; in several scenarios, those stand below one another. */
function panelParts(panels: readonly ShownPanel[]): string {
  const [only] = panels;
  if (only!.in === undefined) return panelPart(only!);
  const changes = panels.map((panel) => `${scenarioOf(panel)}: ${changeOf(panel)}`);
  const heading = `**${titleOf(only!.title)}** in ${titleOf(only!.in.title)}, ${changes.join("; ")}`;
  const rows = panels.map((panel) => `<tr><th>${scenarioOf(panel)}</th>${cellsOf(panel)}</tr>`);
  return `${heading}\n\n<table><tr><th></th><th>Before</th><th>After</th></tr>${rows.join("")}</table>`;
}

function scenarioOf({ in: place }: Pick<ShownPanel, "in">): string {
  return escapeMarkdown(place?.scenario ?? "", 60);
}

function titleOf(title: string): string {
  return escapeMarkdown(title.trim() === "" ? "(no title)" : title, 200);
}

function movedText(count: number): string {
  const said = count === 1 ? "looks different though nothing of it" : "look different though nothing of them";
  return `${counted(count, "panel")} ${said} changed: only the data moved.`;
}

function panelPart(panel: ShownPanel): string {
  const { title, dashboard, before, after } = panel;
  const heading = `**${titleOf(title)}** in ${escapeMarkdown(dashboard, 200)}: ${changeOf(panel)}`;
  const only = before === undefined ? after : after === undefined ? before : undefined;
  if (only !== undefined) return `${heading}\n\n${image(only, panelWidth)}`;
  return `${heading}\n\n<table><tr><th>Before</th><th>After</th></tr><tr>${cellsOf(panel)}</tr></table>`;
}

/** Without an empty line inside: one would end the HTML. */
function cellsOf({ before, after }: ShownPanel): string {
  return [before, after]
    .map((picture) => `<td>${picture === undefined ? "" : image(picture, panelWidth)}</td>`)
    .join("");
}

function changeOf({ before, after, differencePercent }: ShownPanel): string {
  return before === undefined ? "new" : after === undefined ? "removed" : described(differencePercent);
}

function described(differencePercent: number | undefined): string {
  if (differencePercent === undefined) return "changed";
  if (differencePercent === 0) return "changed, and looks the same";
  return `${differencePercent < 1 ? "less than 1" : Math.round(differencePercent)} % of the picture differ`;
}

/** HTML, since Markdown has no widths that all hosts know. What it says is escaped as any other text of a comment. */
function image({ url, width, alt }: ShownPicture, most: number): string {
  return `<img src="${quoted(url)}" alt="${quoted(escapeMarkdown(alt, 400))}" width="${Math.min(width, most)}">`;
}

function quoted(text: string): string {
  return plainLine(text).replaceAll(/[<>"'\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}
