import { PrometheusError } from "../../errors.ts";
import { namesOf, type Owner } from "../../grafana/marks/ownership.ts";
import { identityPatterns, parseIsolationValue, previewUid } from "../../identity/preview-identity.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { listMarks } from "../../prometheus/write/revision-mark.ts";
import { belongsTo, newest } from "./label-values.ts";

/** Grafana's search lags behind by seconds or minutes, not by this many runs. */
const mostRevisions = 100;

/**
 * The uids of the dashboards that the receiver's marks name for an owner's last revisions: Grafana's search may not
 * know them yet, and a dashboard read by its uid is there at once. Changes nothing.
 *
 * @returns an empty list if the receiver does not answer: the sweep of series reports that.
 */
export async function markedUids(prometheus: Prometheus, owner: Owner): Promise<readonly string[]> {
  try {
    const marks = await listMarks(prometheus, namesOf(owner));
    const values = newest(
      [...marks.keys()].filter((value) => belongsTo(value, owner)),
      mostRevisions,
    );
    const uids = values.flatMap((value) => {
      const srcs = marks.get(value)!.srcs.filter((src) => identityPatterns.src.test(src));
      return srcs.map((src) => previewUid(parseIsolationValue(value)!, src));
    });
    return [...new Set(uids)];
  } catch (error) {
    if (error instanceof PrometheusError) return [];
    throw error;
  }
}
