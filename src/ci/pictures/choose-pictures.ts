import { defined } from "../../json/defined.ts";
import type { OverviewPicture, PanelPictures, Picture, PictureSet } from "../../present/picture-set.ts";
import { picturesOf } from "../../present/picture-set.ts";
import type { CommentPictures, ShownPicture } from "../comment/comment-pictures.ts";

/** Bytes: hosts and readers take no more of one picture, and of one review. */
const [maxPictureBytes, maxReviewBytes] = [10_000_000, 40_000_000];
const [maxOverviews, maxPanels] = [10, 20];

/** The pictures of a comment: what it shows of a set. */
export interface ChosenPictures {
  /** To be stored, each once. */
  readonly pictures: readonly Picture[];
  readonly overview: readonly OverviewPicture[];
  readonly panels: readonly PanelPictures[];
  readonly more: number;
  readonly moved: number;
}

/**
 * Chooses what a comment shows: overviews, and the panels that the review changes, both pictures of each or none. At
 * most so many, 10 MB each and 40 MB together; the rest is counted.
 */
export function choosePictures({ overview, panels }: PictureSet): ChosenPictures {
  const names = new Set<string>();
  let bytes = 0;
  const fits = (pictures: readonly Picture[]) => {
    const fresh = pictures.filter(({ name }) => !names.has(name));
    const sum = fresh.reduce((total, { png }) => total + png.length, 0);
    if (bytes + sum > maxReviewBytes || fresh.some(({ png }) => png.length > maxPictureBytes)) return false;
    for (const { name } of fresh) names.add(name);
    bytes += sum;
    return true;
  };
  const changed = sideBySide(panels.filter(({ change }) => change !== "unchanged"));
  const chosen = {
    overview: overview.filter((picture) => fits([picture])).slice(0, maxOverviews),
    panels: changed.filter((panel) => {
      const pictures = [panel.before, panel.after].filter((one) => one !== undefined);
      return pictures.length > 0 && fits(pictures);
    }),
  };
  const shown = { ...chosen, panels: chosen.panels.slice(0, maxPanels) };
  return {
    ...shown,
    pictures: picturesOf(shown),
    more: changed.length - shown.panels.length,
    moved: panels.filter(({ change, differencePercent = 0 }) => change === "unchanged" && differencePercent > 0).length,
  };
}

/** The panels in their order, but each with what it is in the other scenarios. */
function sideBySide(panels: readonly PanelPictures[]): readonly PanelPictures[] {
  const first = new Map<string, number>();
  const places = panels.map((panel, index) => {
    if (panel.in === undefined) return index;
    const place = first.get(panel.in.group) ?? index;
    first.set(panel.in.group, place);
    return place;
  });
  return panels
    .map((panel, index) => ({ panel, place: places[index]! }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ panel }) => panel);
}

/**
 * Gives pictures the addresses that a comment shows; a panel of which one is missing is only counted.
 *
 * @param addresses - by the pictures' names.
 */
export function withAddresses(
  { overview, panels, more, moved }: ChosenPictures,
  addresses: ReadonlyMap<string, string>,
  pageUrl?: string,
): CommentPictures {
  const shown = (picture: Picture | undefined): ShownPicture | undefined => {
    const url = picture === undefined ? undefined : addresses.get(picture.name);
    return url === undefined ? undefined : { url, width: picture!.width, alt: picture!.alt };
  };
  const found = panels.flatMap(({ title, dashboard, in: place, differencePercent, before, after }) => {
    const [old, now] = [shown(before), shown(after)];
    if ((before !== undefined && old === undefined) || (after !== undefined && now === undefined)) return [];
    const pictures = { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
    return [
      {
        title,
        dashboard,
        ...defined({ in: place }),
        ...(differencePercent === undefined ? {} : { differencePercent }),
        ...pictures,
      },
    ];
  });
  return {
    overview: overview.flatMap((picture) => {
      const one = shown(picture);
      return one === undefined ? [] : [{ ...one, ...defined({ in: picture.in, removed: picture.removed }) }];
    }),
    panels: found,
    more: more + panels.length - found.length,
    moved,
    pageUrl,
  };
}
