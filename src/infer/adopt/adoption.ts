import type { Candidate } from "./candidates.ts";
import type { Packed } from "./choose-packs.ts";

/** A family whose series are those of a pack. */
export interface Adoption {
  /** The pack's metric; undefined for a metric of no pack whose series lie where those of a pack do. */
  readonly packed: Packed | undefined;
  readonly candidates: readonly Candidate[];
  /** Labels that queries name. */
  readonly asked: ReadonlySet<string>;
  /** The names that queries give to the pack's labels. */
  readonly names: ReadonlyMap<string, string>;
}
