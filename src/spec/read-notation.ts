import { parseNotation } from "../generator/notation/parse-notation.ts";
import type { NotationSignal } from "../generator/signal.ts";
import { nameOf, type SpecPath } from "./path.ts";
import type { Problems } from "./problems.ts";

/** Reads promtool's series notation; a problem names the column inside the text. */
export function readNotation(text: string, path: SpecPath, problems: Problems): NotationSignal | undefined {
  try {
    parseNotation(text);
    return { type: "notation", text };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add(path, `${nameOf(path)}: promtool's ${error.message.replace(/ at column (\d+),/, " at column $1 of the text,")}`);
    return undefined;
  }
}
