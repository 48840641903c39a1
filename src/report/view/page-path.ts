import { isAbsolute } from "node:path";

/** A file as a page names it. A page is passed on: of a path outside the working folder it has the end only. */
export function pagePath(file: string): string {
  return isAbsolute(file) ? `…/${file.split(/[\\/]/).slice(-2).join("/")}` : file;
}
