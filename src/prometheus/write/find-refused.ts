/** What {@link findRefused} found. */
export interface RefusedParts<Part> {
  readonly refused: readonly { readonly part: Part; readonly reason: string }[];
  /** Everything else is stored: the search did not stop early. */
  readonly complete: boolean;
}

/**
 * Halves a refused request until the refused parts stand alone; the others are stored by that, since version 1 of the
 * protocol is all or nothing (facts 3).
 *
 * @param options.send - sends these parts; the reason if they are refused, undefined if they are stored.
 * @param options.most - stops after so many refused parts: each costs some requests. Default 3.
 */
export async function findRefused<Part>(
  parts: readonly Part[],
  {
    send,
    reason,
    most = 3,
  }: {
    readonly send: (parts: readonly Part[]) => Promise<string | undefined>;
    readonly reason: string;
    readonly most?: number;
  },
): Promise<RefusedParts<Part>> {
  const refused: { part: Part; reason: string }[] = [];
  const stack: (readonly Part[])[] = [];
  const split = (some: readonly Part[], why: string) => {
    const middle = Math.ceil(some.length / 2);
    if (some.length === 1) refused.push({ part: some[0]!, reason: why });
    else if (some.length > 1) stack.push(some.slice(middle), some.slice(0, middle));
  };
  split(parts, reason);
  while (stack.length > 0 && refused.length < most) {
    const some = stack.pop()!;
    const why = await send(some);
    if (why !== undefined) split(some, why);
  }
  return { refused, complete: stack.length === 0 };
}
