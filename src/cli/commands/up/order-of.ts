import type { Review } from "../../../ci/hosts/review-shape.ts";
import { GrafanaError } from "../../../errors.ts";
import { readClock } from "../../../grafana/clock.ts";
import type { Grafana } from "../../../grafana/grafana.ts";
import type { CliContext } from "../../context.ts";

/**
 * The order of this run among those of its review. Outside CI Grafana's clock gives it, as it does for dashboards: by
 * this machine's, one that is days ahead would keep everybody else from the comment.
 */
export async function orderOf(
  { order }: Pick<Review, "order">,
  grafana: Grafana,
  { now }: Pick<CliContext, "now">,
): Promise<number> {
  if (order !== undefined) return order;
  try {
    return (await readClock(grafana, now)).nowMs;
  } catch (error) {
    // The run fails for the same reason a moment later, and reports it in its comment.
    if (error instanceof GrafanaError) return now();
    throw error;
  }
}
