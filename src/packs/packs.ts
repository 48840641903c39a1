import { inflateRawSync } from "node:zlib";
import type { MetricType } from "../generator/series.ts";
import { wireNames } from "../generator/wire-names.ts";
import { storedPacks } from "./generated/packs.ts";
import { withOwnWalks } from "./own-walks.ts";
import type { Pack } from "./pack.ts";

export type { Pack, PackEntry, PackLabels, PackMetric } from "./pack.ts";

const read = new Map<string, Pack>();
let claims: ReadonlyMap<string, readonly PackClaim[]> | undefined;

/** A pack that has a metric of this name on the wire. */
export interface PackClaim {
  readonly pack: string;
  /** The metric's own name: `x` of `x_bucket`. */
  readonly metric: string;
  /** How many metrics the pack has. */
  readonly size: number;
  /** Whether the metric's name begins with the word that most of the pack's begin with. */
  readonly typical: boolean;
}

/** The packs that have a metric, by the names of its series: `x_bucket`, `x_sum` and `x_count` of a histogram `x`. */
export function packClaims(): ReadonlyMap<string, readonly PackClaim[]> {
  claims ??= readClaims();
  return claims;
}

function readClaims(): ReadonlyMap<string, readonly PackClaim[]> {
  const found = new Map<string, PackClaim[]>();
  for (const { name: pack, metrics } of storedPacks) {
    const names = metrics.split(" ");
    const words = new Map<string, number>();
    for (const one of names) words.set(firstWord(one), (words.get(firstWord(one)) ?? 0) + 1);
    const most = Math.max(...words.values());
    for (const text of names) {
      const [metric = "", kind = "gauge"] = text.split("/");
      for (const wire of wireNames({ name: metric, kind: kind as MetricType })) {
        const known = found.get(wire) ?? [];
        found.set(wire, known);
        known.push({ pack, metric, size: names.length, typical: words.get(firstWord(metric)) === most });
      }
    }
  }
  return found;
}

function firstWord(name: string): string {
  return /^[a-zA-Z0-9]*/.exec(name)![0];
}

/** The names of all packs, sorted. */
export function packNames(): readonly string[] {
  return storedPacks.map(({ name }) => name);
}

/** A pack by its name, with walks of its series' own; undefined if there is none. */
export function packOf(name: string): Pack | undefined {
  const known = read.get(name);
  if (known !== undefined) return known;
  const stored = storedPacks.find((one) => one.name === name);
  if (stored === undefined) return undefined;
  const { relations = [], ...written } = JSON.parse(
    inflateRawSync(Buffer.from(stored.deflated, "base64")).toString("utf8"),
  );
  const pack = withOwnWalks({ name, ...written }, relations);
  read.set(name, pack);
  return pack;
}
