import { resolve } from "node:path";
import { renderHeld, replaceDashboard } from "../../dashboard/forms/replace.ts";
import { ExpectedError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { Exported } from "../export.ts";
import { isBelow, locate } from "./find-files.ts";

/** An exported dashboard as the text of its file. */
export interface SourceText {
  readonly text: string;
  /** Whether the file is here: then everything else in it is as it was. */
  readonly isWhole: boolean;
}

/**
 * The file of an exported dashboard, in the form that it had: the file of the working folder with this dashboard
 * replaced, else the dashboard in its form by itself. The path comes from a mark that may be forged: only files below
 * the working folder are read, and only those that hold a dashboard at that place.
 */
export function sourceText(
  { json, holding, source, fromTop }: Pick<Exported, "json" | "holding" | "source" | "fromTop">,
  cwd: string,
): SourceText {
  for (const file of [source, fromTop]) {
    const text = file === undefined ? undefined : readBelow(file, cwd);
    const replaced = text === undefined ? undefined : replace(text, { file: file!, json, holding });
    if (replaced !== undefined) return { text: replaced, isWhole: true };
  }
  if (holding === undefined) return { text: `${JSON.stringify(json, undefined, 2)}\n`, isWhole: true };
  return { text: renderHeld(holding, json), isWhole: holding.place === undefined && holding.path.length === 0 };
}

function readBelow(file: string, cwd: string): string | undefined {
  if (!isBelow(resolve(cwd, file), resolve(cwd))) return undefined;
  try {
    return readPlainFile(locate(file, cwd), { file, what: "a dashboard", maxBytes: maxDashboardBytes });
  } catch (error) {
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}

function replace(
  text: string,
  { file, json, holding }: Pick<Exported, "json" | "holding"> & { readonly file: string },
): string | undefined {
  try {
    return replaceDashboard(text, { file, place: holding?.place, json });
  } catch (error) {
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}
