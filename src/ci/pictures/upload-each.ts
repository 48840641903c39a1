import { CiError } from "../../errors.ts";
import type { Picture } from "../../present/picture-set.ts";

/** Statuses that refuse one file and may take another. */
const aboutOneFile = new Set([400, 413, 415, 422]);

/**
 * Uploads pictures one after the other. One that is refused for what it is leaves the others; anything else ends it.
 *
 * @returns what `upload` gave by the picture's name, and why pictures are missing.
 * @throws {CiError} if not one was taken.
 */
export async function uploadEach<T>(
  pictures: readonly Picture[],
  upload: (picture: Picture) => Promise<T>,
): Promise<{ readonly uploaded: ReadonlyMap<string, T>; readonly problems: readonly string[] }> {
  const uploaded = new Map<string, T>();
  const problems: string[] = [];
  for (const picture of pictures) {
    try {
      uploaded.set(picture.name, await upload(picture));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      const goesOn = error.status !== undefined && aboutOneFile.has(error.status);
      if (!goesOn && uploaded.size === 0) throw error;
      problems.push(error.message);
      if (!goesOn) break;
    }
  }
  return { uploaded, problems };
}
