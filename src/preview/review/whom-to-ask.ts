import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { ListedPreview } from "../list.ts";
import { reviewOf } from "./closed.ts";

/** Reviews that one run of `up` asks the host about, for previews with a fixed time and for those without. */
const maxFixed = 10;
const maxUntilReview = 30;

/** Whether the host's answer about a preview's review can change its fate. */
export function isAskable({ state, untilReview, movedTo }: ListedPreview): boolean {
  return movedTo === undefined && (state === "live" || (state === "expired" && untilReview === true));
}

/**
 * The previews whose reviews a run of `up` asks the host about: those that live until their review ends, the first to
 * expire first, since every renewal puts one at the end; and others, those that were saved least recently first.
 *
 * @param options.key - of the run itself, which asks about its own review apart.
 */
export function whomToAsk(
  previews: readonly ListedPreview[],
  { key, host }: { readonly key: string; readonly host: Pick<ReviewHost, "keyPrefix"> },
): readonly ListedPreview[] {
  const others = previews.filter((one) => isAskable(one) && one.key !== key && reviewOf(one, host) !== undefined);
  const first = (ordered: readonly ListedPreview[], most: number) => {
    const keys = new Set([...new Set(ordered.map((one) => one.key))].slice(0, most));
    return ordered.filter((one) => keys.has(one.key));
  };
  const renewed = others.filter(({ untilReview }) => untilReview).sort((a, b) => a.expiresAtMs - b.expiresAtMs);
  const fixed = others.filter(({ untilReview }) => !untilReview);
  fixed.sort((a, b) => (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0));
  return [...first(renewed, maxUntilReview), ...first(fixed, maxFixed)];
}
