import type { NotationSignal } from "../generator/signal.ts";
import { nameOf, type SpecPath } from "./path.ts";
import type { Problems } from "./problems.ts";

/** Reads promtool's series notation; a problem names the column inside the text. */
export function readNotation(text: string, path: SpecPath, problems: Problems): NotationSignal | undefined {
  if (text.trim() === "") {
    problems.add(path, `${nameOf(path)}: expected promtool's notation such as "1x20 _x4 5+1x3", got an empty text`);
    return undefined;
  }
  return { type: "notation", text };
}
