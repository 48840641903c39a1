import type { Picture } from "../../present/picture-set.ts";

/** The review that pictures are of, and the run that made them. */
export interface PicturePlace {
  readonly number: number;
  /** Of the preview: a review may have several. */
  readonly key: string;
  /** See `isLaterRun`. */
  readonly order: number;
}

/** Pictures that a host has taken. */
export interface PublishedPictures {
  /** Where a comment finds them, by their names; those that were not taken are absent. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Why pictures were not taken, for a warning. */
  readonly problems: readonly string[];
  /**
   * Removes what is not needed any more, after the comment: pictures of earlier runs if our text stands, else ours.
   *
   * @throws {CiError} if the host fails.
   */
  settle(stands: boolean): Promise<void>;
}

/** Where the pictures of a review's comment are kept. Takes and gives only what this program wrote. */
export interface PictureStore {
  /** Stores pictures. @throws {CiError} if none could be stored. */
  publish(place: PicturePlace, pictures: readonly Picture[]): Promise<PublishedPictures>;
  /** Removes all pictures of a preview that is gone. Returns how many. Safe to repeat. @throws {CiError} */
  removeAll(place: Pick<PicturePlace, "number" | "key">): Promise<number>;
}
