/**
 * The seed of every property in the suite. The same in each run, so that a change fails for what it does alone;
 * `npm run fuzz` tries others, and `DASHPREVIEW_TEST_SEED` the one that it prints.
 */
export const suiteSeed = Number(process.env["DASHPREVIEW_TEST_SEED"] ?? 20_261_127);
