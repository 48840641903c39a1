import type { CompactPage } from "../../../src/report/compact-page.ts";
import type { PageData } from "../../../src/report/page-data.ts";
import { wholePage } from "./whole-page.ts";

/** What the page shows, out of the document that it lies in; undefined where nothing was put in. */
export function pageDocument(): PageData | undefined {
  const text = document.getElementById("dashpreview-data")?.textContent ?? "null";
  const data = JSON.parse(text) as PageData | CompactPage | null;
  if (data === null) return undefined;
  if (data.version !== 1) throw new Error(`this page shows documents of version 1, not ${data.version}`);
  return "shared" in data ? wholePage(data) : data;
}
