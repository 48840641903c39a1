import { createHash } from "node:crypto";

/** A picture of a dashboard or a panel. */
export interface Picture {
  /** File name made of the content, see {@link makePicture}: the same picture has the same name. */
  readonly name: string;
  readonly png: Uint8Array;
  /** Pixels of the PNG. */
  readonly width: number;
  readonly height: number;
  /** Plain text for those who do not see it: title, state, values. Text of strangers, to be escaped where it goes. */
  readonly alt: string;
}

/** The place of a picture where dashboards have the data of several scenarios. */
export interface ScenarioPlace {
  readonly scenario: string;
  /** Of its dashboard, without the scenario. Text of strangers. */
  readonly title: string;
  /** The same for one dashboard, or one panel of it, in every scenario. */
  readonly group: string;
}

/** The pictures of a panel, before and after what a review does to it. */
export interface PanelPictures {
  /** With variables filled in. */
  readonly title: string;
  /** Title of its dashboard. */
  readonly dashboard: string;
  /** Absent where there are no scenarios. */
  readonly in?: ScenarioPlace;
  readonly change: "changed" | "added" | "removed" | "unchanged";
  /** Absent where the panel was not there, or nothing is known of it. */
  readonly before?: Picture;
  /** Absent where the panel is removed. */
  readonly after?: Picture;
  /** Pixels of 100 that differ between the two; undefined where there are no two of one size. */
  readonly differencePercent?: number;
}

/** A picture of a whole dashboard. */
export interface OverviewPicture extends Picture {
  /** Absent where there are no scenarios. */
  readonly in?: ScenarioPlace;
  /** Of a dashboard that is removed, as it was: its title, text of strangers. */
  readonly removed?: string;
}

/** All pictures of a run. */
export interface PictureSet {
  /** One for each dashboard that could be drawn, in the dashboards' order. */
  readonly overview: readonly OverviewPicture[];
  /** In the order in which they are to be seen: changed ones first. */
  readonly panels: readonly PanelPictures[];
}

/** Names of pictures are of this form, and nothing else is taken for one of ours. */
export const pictureNamePattern = /^[0-9a-f]{24}\.png$/;

/** A picture with its name. */
export function makePicture(picture: Omit<Picture, "name">): Picture {
  return { ...picture, name: `${createHash("sha256").update(picture.png).digest("hex").slice(0, 24)}.png` };
}

/** All pictures of a set, each once. */
export function picturesOf({ overview, panels }: PictureSet): readonly Picture[] {
  const all = [
    ...overview,
    ...panels.flatMap(({ before, after }) => [before, after].filter((one) => one !== undefined)),
  ];
  return [...new Map(all.map((picture) => [picture.name, picture])).values()];
}
