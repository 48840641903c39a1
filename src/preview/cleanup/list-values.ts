import { isolationLabel } from "../../identity/preview-identity.ts";
import { listIsolationValues } from "../../prometheus/query/isolation-values.ts";
import type { RunContext } from "../context.ts";
import { belongsTo, firstWithSamples, newest } from "./label-values.ts";
import type { SeriesSweep } from "./series-sweep.ts";

/** Values that are looked up by their samples if the receiver does not list them. */
const maxAsked = 5;
/** A list may lag behind what was just written. */
const looks = 3;
const lookAgainMs = 1000;

/** Label values of one owner that have series. */
export interface ListedValues {
  readonly values: ReadonlySet<string>;
  /** Why there may be more than these; undefined if the list is whole as far as can be seen. */
  readonly problem?: string;
}

/**
 * Lists the values of the isolation label that belong to the owner. A value that dashboards name and that has samples
 * has to be among them: without it the list cannot be relied on.
 *
 * @param shown - values that dashboards name.
 * @throws {PrometheusError} if the receiver cannot be asked.
 */
export async function listOwnValues(
  { prometheus, owner, named }: Pick<SeriesSweep, "prometheus" | "owner" | "named">,
  shown: ReadonlySet<string>,
  { sleep, signal }: Pick<RunContext, "sleep" | "signal">,
): Promise<ListedValues> {
  for (let look = 1; ; look++) {
    const listed = await listIsolationValues(prometheus, isolationLabel);
    const values = new Set(listed.filter((value) => belongsTo(value, owner)));
    const expected = new Set([...named.keys(), ...shown]);
    const missing = [...expected].filter((value) => belongsTo(value, owner) && !values.has(value));
    const lost = await firstWithSamples(prometheus, newest(missing, maxAsked));
    if (lost === undefined) return { values };
    if (look >= looks) {
      const problem =
        `${prometheus.url} does not list the series of ${lost}, which it has: series that no dashboard names ` +
        "may be there and were not found";
      return { values, problem };
    }
    await sleep(lookAgainMs, signal);
  }
}
