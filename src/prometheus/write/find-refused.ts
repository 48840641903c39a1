/** The result of {@link findRefused}. */
export interface RefusedParts<Part> {
  readonly refused: readonly { readonly part: Part; readonly reason: string }[];
  /** True if all other parts are stored, that is, the search did not stop early. */
  readonly complete: boolean;
}

/**
 * Bisects a refused request until each refused part is found. This also stores the other parts, because remote write
 * 1.0 stores a request completely or not at all.
 *
 * @param options.send - sends the given parts. Returns the reason if they are refused, undefined if they are stored.
 * @param options.most - stop after this many refused parts, since each costs several requests. Default 3.
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
