/** The result of {@link findRefused}. */
export interface RefusedParts<Part> {
  readonly refused: readonly { readonly part: Part; readonly reason: string }[];
  /** True if all other parts are stored, that is, the search did not stop early. */
  readonly complete: boolean;
  /** Some parts were there already: an earlier request stored them. */
  readonly repeated: boolean;
}

/**
 * Bisects a refused request until each refused part is found. This also stores the other parts, whether the receiver
 * stores a refused request in part or not at all.
 *
 * @param options.send - sends the given parts. Returns the reason if they are refused, undefined if they are stored.
 * @param options.isRepeat - whether a reason says that samples are there already. A part that is refused alone for such
 *   a reason counts as stored; of several parts it says nothing about the others. Default: never.
 * @param options.most - stop after this many refused parts, since each costs several requests. Default 3.
 * @param options.mostRequests - stop after this many requests. Default: any number.
 */
export async function findRefused<Part>(
  parts: readonly Part[],
  {
    send,
    reason,
    isRepeat = () => false,
    most = 3,
    mostRequests = Number.POSITIVE_INFINITY,
  }: {
    readonly send: (parts: readonly Part[]) => Promise<string | undefined>;
    readonly reason: string;
    readonly isRepeat?: (reason: string) => boolean;
    readonly most?: number;
    readonly mostRequests?: number;
  },
): Promise<RefusedParts<Part>> {
  const refused: { part: Part; reason: string }[] = [];
  const stack: (readonly Part[])[] = [];
  let repeated = false;
  const split = (some: readonly Part[], why: string) => {
    const middle = Math.ceil(some.length / 2);
    if (isRepeat(why)) repeated = true;
    if (some.length === 1) {
      if (!isRepeat(why)) refused.push({ part: some[0]!, reason: why });
    } else if (some.length > 1) stack.push(some.slice(middle), some.slice(0, middle));
  };
  split(parts, reason);
  for (let requests = 0; stack.length > 0 && refused.length < most && requests < mostRequests; requests++) {
    const some = stack.pop()!;
    const why = await send(some);
    if (why !== undefined) split(some, why);
  }
  return { refused, complete: stack.length === 0, repeated };
}
