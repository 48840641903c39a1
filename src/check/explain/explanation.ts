import type { FindingCode } from "../../dashboard/codes/finding-codes.ts";
import type { Condition } from "./conditions.ts";

/** Every reason why a query or panel is not `ok`. */
export type ReasonCode = FindingCode;

/** Why a query has no data. */
export interface Explanation {
  readonly code: ReasonCode;
  /** One sentence without a full stop. */
  readonly reason: string;
  /** The smallest part of the query that has no data, without the isolation label. */
  readonly part?: string;
  /** The selector at fault, without the isolation label. */
  readonly selector?: { readonly metric?: string; readonly matchers: readonly Omit<Condition, "text">[] };
}

/** A text for a message: quoted as PromQL does, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** The first few of many, in words: `a, b, c and 4 more`. */
export function some(texts: readonly string[], most = 5): string {
  const rest = texts.length - most;
  return rest > 0 ? `${texts.slice(0, most).join(", ")} and ${rest} more` : texts.join(", ");
}
