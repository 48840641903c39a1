import type { PlaygroundData } from "../../../../src/report/playground/playground-data.ts";

/** The document that lies in the page; undefined where none was put in. */
export function playgroundDocument(): PlaygroundData | undefined {
  const data = JSON.parse(document.getElementById("dashpreview-data")?.textContent ?? "null") as PlaygroundData | null;
  if (data === null) return undefined;
  if (data.version !== 1) throw new Error(`this page shows documents of version 1, not ${data.version}`);
  return data;
}
