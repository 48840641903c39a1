/**
 * Steps, as promql/work.ts counts them, that the queries of one dashboard may take. The most that a real one has taken
 * is 105,000.
 */
export const maxDashboardSteps = 1_000_000;

/** The same for all dashboards of a run. 148 real ones take 1.5 million together. */
export const maxRunSteps = 30_000_000;
