import type { ListedPreview } from "../../preview/list.ts";
import { plainLine } from "../../text/plain-line.ts";

/** `, moved to the folder team-a` for a preview that somebody moved; empty for every other. */
export function movedText({ movedTo }: Pick<ListedPreview, "movedTo">): string {
  if (movedTo === undefined) return "";
  return movedTo === "" ? ", moved to the root" : `, moved to the folder ${plainLine(movedTo)}`;
}
