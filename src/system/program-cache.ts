import { isAbsolute, join } from "node:path";

/** Whose cache it is. */
export interface CacheOwner {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path; undefined for a user without one. */
  readonly homeFolder: string | undefined;
}

/**
 * The folder in the user cache that `npm run demo` puts programs into; undefined for a user without a cache. A relative
 * path counts for nothing, as the XDG specification has it: it would name a folder of whatever is checked out here.
 */
export function programCache({ env, homeFolder }: CacheOwner): string | undefined {
  const named = [env["XDG_CACHE_HOME"], homeFolder === undefined ? undefined : join(homeFolder, ".cache")];
  const cache = named.find((folder) => folder !== undefined && isAbsolute(folder));
  return cache === undefined ? undefined : join(cache, "dashpreview", "bin");
}
