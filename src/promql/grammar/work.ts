/** The message for a query that takes too many steps. */
export const tooComplex =
  "the query is too complex: reading it takes too many steps; split it, or use fewer variables in it";

/**
 * A budget of steps, optionally inside a larger budget. Steps are counted, not timed, so the same input gives the same
 * result on every machine. A step is roughly the work to read one character of a query.
 */
export class Work {
  #left: number;
  #out = false;
  readonly #around: Work | undefined;

  /** @param around - the larger budget, which every step is taken from too. */
  constructor(steps: number, around?: Work) {
    this.#left = steps;
    this.#around = around;
  }

  /**
   * Takes steps, if enough are left here and in the larger budget.
   *
   * @returns whether there were enough. After the first failure, every call fails.
   */
  take(steps: number): boolean {
    if (this.#out || steps > this.#left) {
      this.#out = true;
      return false;
    }
    if (this.#around?.take(steps) === false) return false;
    this.#left -= steps;
    return true;
  }

  /** The remaining steps. */
  get left(): number {
    return this.#left;
  }

  /** Whether a call asked for more steps than were left. */
  get usedUp(): boolean {
    return this.#out || this.#around?.usedUp === true;
  }
}

let current: Work | undefined;

/** Creates a budget inside the current one. */
export function startWork(steps: number): Work {
  return new Work(steps, current);
}

/**
 * Runs a function with `work` as the current budget for {@link takeSteps}. The function must be synchronous, because
 * the budget ends when it returns.
 */
export function withWork<Result>(work: Work, run: () => Result): Result {
  const before = current;
  current = work;
  try {
    return run();
  } finally {
    current = before;
  }
}

/** {@link withWork} with a new budget inside the current one. */
export function withSteps<Result>(steps: number, run: (work: Work) => Result): Result {
  const work = startWork(steps);
  return withWork(work, () => run(work));
}

/** Takes steps from the current budget. @returns whether there were enough; true without a budget. */
export function takeSteps(steps: number): boolean {
  return current?.take(steps) ?? true;
}

/** Thrown by {@link requireSteps} and caught by {@link attemptWork}. */
export class OutOfSteps extends Error {}

/**
 * Takes steps from the current budget, for work that cannot continue without them.
 *
 * @throws {OutOfSteps} if there were not enough.
 */
export function requireSteps(steps: number): void {
  if (!takeSteps(steps)) throw new OutOfSteps();
}

/** {@link withWork} for functions that use {@link requireSteps}. @returns undefined if the steps ran out. */
export function attemptWork<Result>(work: Work, run: () => Result): Result | undefined {
  try {
    const result = withWork(work, run);
    return work.usedUp ? undefined : result;
  } catch (error) {
    if (error instanceof OutOfSteps) return undefined;
    throw error;
  }
}
