/** The message about a query that takes too much work. */
export const tooComplex =
  "the query is too complex: reading it takes too many steps; split it, or use fewer variables in it";

/**
 * Steps that something may take, and that what is around it may take in all. Counted, not timed: the same input comes
 * to the same end on every machine. A step is about the time that reading one character of a query takes.
 */
export class Work {
  #left: number;
  #out = false;
  readonly #around: Work | undefined;

  /** @param around - takes every step too. */
  constructor(steps: number, around?: Work) {
    this.#left = steps;
    this.#around = around;
  }

  /**
   * Takes steps, all or none. @returns whether there were enough of them, here and around; once there were not, there
   * never are.
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

  /** The steps that are left. */
  get left(): number {
    return this.#left;
  }

  /** Whether more was asked than there was. */
  get usedUp(): boolean {
    return this.#out || this.#around?.usedUp === true;
  }
}

let current: Work | undefined;

/** A number of steps inside what is going on now. */
export function startWork(steps: number): Work {
  return new Work(steps, current);
}

/**
 * Runs something that counts its steps ({@link takeSteps}) against `work`. Only what is done before it returns counts,
 * so it must not be asynchronous.
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

/** The same with a new number of steps, inside what is going on already. */
export function withSteps<Result>(steps: number, run: (work: Work) => Result): Result {
  const work = startWork(steps);
  return withWork(work, () => run(work));
}

/** Takes steps of what is going on. @returns whether there were enough; always where nobody counts. */
export function takeSteps(steps: number): boolean {
  return current?.take(steps) ?? true;
}

/** Thrown by {@link requireSteps}; what began the work catches it. */
export class OutOfSteps extends Error {}

/**
 * Takes steps of what is going on, for work that cannot go on without.
 *
 * @throws {OutOfSteps} if there were not enough.
 */
export function requireSteps(steps: number): void {
  if (!takeSteps(steps)) throw new OutOfSteps();
}

/** {@link withWork} for what uses {@link requireSteps}. @returns undefined if there were not enough steps. */
export function attemptWork<Result>(work: Work, run: () => Result): Result | undefined {
  try {
    const result = withWork(work, run);
    return work.usedUp ? undefined : result;
  } catch (error) {
    if (error instanceof OutOfSteps) return undefined;
    throw error;
  }
}
