/** The longest query that is read, in UTF-16 units. The longest real ones have about 5,000. */
export const maxQueryLength = 100_000;

/** How many levels of sub-expressions a query may have; `a + b + c` counts two. */
export const maxDepth = 500;

/** How many Grafana variables a query may hold, strings and comments included. */
export const maxVariables = 1000;

/**
 * Steps, as work.ts counts them, that reading one query may take, every attempt included. The most that a real one has
 * taken is 2,600.
 */
export const maxQuerySteps = 200_000;

/** How often one query is parsed with other guesses of what its variables stand for. */
export const maxGuesses = 60;

/** How many combinations of options of its variables one query is parsed with. */
export const maxVariants = 64;
