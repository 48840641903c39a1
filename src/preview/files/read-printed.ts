import { readSources } from "../../dashboard/forms/read-sources.ts";
import { DashboardError } from "../../errors.ts";
import type { FileDashboards } from "./read-found.ts";

/** A text with dashboards that is no file. */
export interface PrintedText {
  /** As messages and previews name it: `<stdin>`. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the dashboards of a printed text: one or many, in any form.
 *
 * @param warn - takes what is named and not read.
 * @throws {DashboardError} if there is none, or the text is not valid.
 */
export function readPrinted(
  { name, text }: PrintedText,
  { warn }: { readonly warn: (text: string) => void },
): Pick<FileDashboards, "dashboards" | "text"> {
  if (text.trim() === "") throw new DashboardError(`${name}: empty; dashboards were expected`);
  const { sources, unread, references } = readSources(text, name);
  const left = [
    ...unread,
    ...references.map(({ what }) => `${what}: it is in another file, which is not known here; name that file too`),
  ];
  if (sources.length === 0 && left.length > 0) throw new DashboardError(`${name}: ${left[0]}`);
  for (const one of left) warn(`passed over: ${name}: ${one}`);
  return { dashboards: sources, text };
}
