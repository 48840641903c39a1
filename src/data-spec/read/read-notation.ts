import { parseNotation } from "../../generator/notation/parse-notation.ts";
import type { NotationSignal } from "../../generator/signals/notation.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { wrongOf } from "../source/wrong-of.ts";

/** Reads promtool's series notation; a problem names the column inside the text. */
export function readNotation(text: string, path: SpecPath, problems: Problems): NotationSignal | undefined {
  const wrong = wrongOf(() => parseNotation(text));
  if (wrong === undefined) return { type: "notation", text };
  problems.add(path, `${nameOf(path)}: promtool's ${wrong.replace(/ at column (\d+),/, " at column $1 of the text,")}`);
  return undefined;
}
