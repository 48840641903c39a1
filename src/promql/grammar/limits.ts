/** Length limit of a query in UTF-16 units. The longest real queries have about 5,000. */
export const maxQueryLength = 100_000;

/** Limit for nested sub-expressions; `a + b + c` has two levels. */
export const maxDepth = 500;

/** Limit for Grafana variables in a query, including strings and comments. */
export const maxVariables = 1000;

/**
 * Limit of steps (see work.ts) for reading one query, including all attempts. The largest real query took 2,600.
 */
export const maxQuerySteps = 200_000;

/** Limit for parsing one query with different guesses for its variables. */
export const maxGuesses = 60;

/** Limit for parsing one query with different combinations of its variables' options. */
export const maxVariants = 64;
