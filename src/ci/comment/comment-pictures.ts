import { escapeMarkdown } from "../../present/format-markdown.ts";
import type { PanelPictures, Picture } from "../../present/picture-set.ts";
import { counted } from "../../text/counted.ts";
import { plainLine } from "../../text/plain-line.ts";
import { folded } from "./comment-parts.ts";

/** A picture that a comment can show. */
export interface ShownPicture extends Pick<Picture, "width" | "alt"> {
  /** Made by us or of a host's answer that was checked: nothing of a dashboard is in it. */
  readonly url: string;
}

/** A panel with pictures; one without `before` is new, one without `after` is removed. */
export interface ShownPanel extends Pick<PanelPictures, "title" | "dashboard" | "differencePercent"> {
  readonly before?: ShownPicture;
  readonly after?: ShownPicture;
}

/** Pictures of a comment. */
export interface CommentPictures {
  readonly overview: readonly ShownPicture[];
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
  const [first, ...others] = overview.slice(0, detail.overviews).map((picture) => image(picture, overviewWidth));
  const shown = panels.slice(0, detail.panels);
  const left = more + panels.length - shown.length;
  const rest = [...(left > 0 ? [`… and ${counted(left, "changed panel")} more without a picture here.`] : [])];
  const content = [...shown.map(panelPart), ...(shown.length > 0 ? rest : [])].join("\n\n");
  return [
    first ?? "",
    folded(`${counted(others.length, "dashboard")} more`, others.join("\n\n")),
    folded(`${counted(shown.length, "changed panel")}, before and after`, content),
    moved === 0 || detail.overviews === 0 ? "" : movedText(moved),
    pageUrl === undefined ? "" : `[All panels on one page](<${pageUrl.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)`,
  ];
}

function movedText(count: number): string {
  const said = count === 1 ? "looks different though nothing of it" : "look different though nothing of them";
  return `${counted(count, "panel")} ${said} changed: only the data moved.`;
}

function panelPart({ title, dashboard, before, after, differencePercent }: ShownPanel): string {
  const change = before === undefined ? "new" : after === undefined ? "removed" : described(differencePercent);
  const name = `**${escapeMarkdown(title.trim() === "" ? "(no title)" : title, 200)}**`;
  const heading = `${name} in ${escapeMarkdown(dashboard, 200)}: ${change}`;
  const only = before === undefined ? after : after === undefined ? before : undefined;
  if (only !== undefined) return `${heading}\n\n${image(only, panelWidth)}`;
  // Without an empty line inside: one would end the HTML.
  const cells = [before, after].map((picture) => `<td>${picture === undefined ? "" : image(picture, panelWidth)}</td>`);
  return `${heading}\n\n<table><tr><th>Before</th><th>After</th></tr><tr>${cells.join("")}</tr></table>`;
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
