import { apartText, type GrafanaClock, maxSkewMs } from "../../grafana/clock.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";

/** Why ages are not known: a clock is in doubt, or the receiver's and Grafana's differ. */
export function doubtOf(clock: GrafanaClock, { url }: Prometheus, receiverNowMs: number): string | undefined {
  if (clock.doubt !== undefined) return clock.doubt;
  const aheadMs = receiverNowMs - clock.now();
  if (Math.abs(aheadMs) <= maxSkewMs) return undefined;
  return `the clock of ${url} is ${apartText(aheadMs)} ${aheadMs > 0 ? "ahead of" : "behind"} Grafana's`;
}
