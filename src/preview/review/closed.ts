import type { ReviewHost } from "../../ci/hosts/host.ts";
import { CiError } from "../../errors.ts";
import type { ListedPreview } from "../list.ts";

/** The host's answers about the reviews of previews. */
export interface ClosedReviews {
  /** Keys whose review is positively over, and how. */
  readonly over: ReadonlyMap<string, "closed" | "merged">;
  /** Keys whose review is positively open. */
  readonly open: ReadonlySet<string>;
  /** Reviews that the host did not answer about; their previews stay. */
  readonly failed: readonly string[];
}

/** After so many failures one after the other the host is not asked again. */
const maxFailures = 2;

/**
 * Asks the host about the review of each preview. Only a positive answer counts: an error, an empty or odd answer, a
 * review that is gone, a key without a number all leave the preview where it is, to end by its expiry.
 */
export async function closedReviews(
  host: ReviewHost,
  previews: readonly Pick<ListedPreview, "key" | "review">[],
): Promise<ClosedReviews> {
  const numbers = new Map<number, Set<string>>();
  for (const preview of previews) {
    const number = reviewOf(preview, host);
    if (number !== undefined) numbers.set(number, (numbers.get(number) ?? new Set<string>()).add(preview.key));
  }
  const over = new Map<string, "closed" | "merged">();
  const open = new Set<string>();
  const failed: string[] = [];
  let failures = 0;
  for (const [number, keys] of numbers) {
    if (failures >= maxFailures) {
      failed.push(`review ${number} was not asked about: ${host.name} failed ${maxFailures} times before`);
      continue;
    }
    try {
      const { state } = await host.readReview(number);
      failures = 0;
      for (const key of keys) {
        if (state === "closed" || state === "merged") over.set(key, state);
        else if (state === "open") open.add(key);
      }
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      failures++;
      failed.push(error.message);
    }
  }
  return { over, open, failed };
}

/** The number in a key; undefined for a key without one, of another host, or if the preview itself says another. */
export function reviewOf(
  { key, review }: Pick<ListedPreview, "key" | "review">,
  { keyPrefix }: Pick<ReviewHost, "keyPrefix">,
): number | undefined {
  const [, prefix, digits] = /^([a-z]+)-([1-9]\d{0,14})(?:-|$)/.exec(key) ?? [];
  const number = Number(digits ?? Number.NaN);
  if (prefix !== keyPrefix || !Number.isSafeInteger(number)) return undefined;
  return review === undefined || review === number ? number : undefined;
}
