import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
