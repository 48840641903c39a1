import { type Receiver, receivers } from "./receivers.ts";

/** Paths of a receiver at its host; none ends with a slash. */
export interface Places {
  /** Before `/api/v1` of the query API. */
  readonly query: string;
  /** The whole path for remote write. */
  readonly write: string;
  /** Before `/api/v1/admin`. */
  readonly admin: string;
}

/**
 * Where a receiver answers, from the path of any address that people know it by: its root, the address that its data
 * source in Grafana has, or that for remote write.
 *
 * @param path - without a slash at the end.
 */
export function placesOf({ queryPrefix, writePath, clusterPath }: Receiver, path: string): Places {
  const root = without(without(path, writePath), queryPrefix);
  const cluster = clusterPath?.exec(root);
  if (cluster?.[1] !== undefined) {
    const [before, tenant] = [root.slice(0, cluster.index), cluster[1]];
    return {
      query: `${before}/select${tenant}`,
      write: `${before}/insert${tenant}${writePath}`,
      admin: `${before}/delete${tenant}`,
    };
  }
  return { query: root + queryPrefix, write: root + writePath, admin: root + queryPrefix };
}

/** Paths below which an unknown receiver may answer questions, the likeliest first. `path` as for {@link placesOf}. */
export function queryPathsToTry(path: string): readonly string[] {
  const base = receivers.reduce((rest, { writePath }) => without(rest, writePath), path);
  const select = base.replace(/\/insert(?=\/[^/]+\/prometheus$)/, "/select");
  return [...new Set([select, base, ...receivers.map(({ queryPrefix }) => without(base, queryPrefix) + queryPrefix)])];
}

function without(path: string, end: string): string {
  return end !== "" && path.endsWith(end) ? path.slice(0, -end.length) : path;
}
