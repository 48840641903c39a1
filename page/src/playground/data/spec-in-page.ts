import type { SpecAnswer } from "../../../../src/report/playground/playground-data.ts";

declare global {
  /** The script that a page with the source "page" has besides ours. */
  var dashpreviewSpecs: ((path: "check" | "spec", text: string) => SpecAnswer) | undefined;
}

/** A spec's faults (`check`), or its curves too (`spec`), made in this page. */
export function specInPage(path: "check" | "spec", text: string): SpecAnswer {
  return (
    globalThis.dashpreviewSpecs?.(path, text) ?? { ok: false, problems: [{ message: "This page makes no data." }] }
  );
}
