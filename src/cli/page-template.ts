import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import type { CliContext } from "./context.ts";

/**
 * The page that documents are put into, as `npm run page` builds it.
 *
 * @throws {UsageError} if it is missing, which it may be in a checkout.
 */
export function readPageTemplate({ assetsFolders }: Pick<CliContext, "assetsFolders">): string {
  const file = assetsFolders.map((folder) => join(folder, "page.html")).find((path) => existsSync(path));
  if (file === undefined)
    throw new UsageError("assets/page.html is missing: npm run page builds it; published packages have it");
  return readFileSync(file, "utf8");
}
