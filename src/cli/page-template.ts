import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { UsageError } from "../errors.ts";
import type { CliContext } from "./context.ts";

/**
 * The page that documents are put into, as `npm run page` builds it.
 *
 * @param name - `playground.html` is another one.
 * @throws {UsageError} if it is missing, which it may be in a checkout.
 */
export function readPageTemplate(
  { assetsFolders, embeddedAssets }: Pick<CliContext, "assetsFolders" | "embeddedAssets">,
  name = "page.html",
): string {
  const embedded = embeddedAssets?.[name];
  if (embedded !== undefined) return brotliDecompressSync(Buffer.from(embedded, "base64")).toString("utf8");
  const file = assetsFolders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined)
    throw new UsageError(`assets/${name} is missing: npm run page builds it; published packages have it`);
  return readFileSync(file, "utf8");
}

/**
 * Checks that a page can be written there, before anything takes its time.
 *
 * @throws {UsageError} if its folder is missing, or it is a folder itself.
 */
export function requirePlace(file: string, { cwd }: Pick<CliContext, "cwd">): void {
  const path = resolve(cwd, file);
  if (!existsSync(dirname(path))) throw new UsageError(`${file}: there is no folder ${dirname(file)}`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${file} is a folder: name a file in it, such as ${join(file, "report.html")}`);
}
