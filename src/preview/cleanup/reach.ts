import { formatDuration } from "../../text/duration.ts";

/** How far back series are looked for, in milliseconds. */
export const reachMs = 366 * 86_400_000;

/** {@link reachMs} as PromQL writes it. */
export const reachText = formatDuration(reachMs);
