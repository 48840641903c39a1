import type { RuleTest, TestedInterval } from "../result/rule-test.ts";

/** Times that are written out. */
const maxShown = 3;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * When an alert fires, else when it is pending first: `firing 12:45 to 13:05`, in UTC. In a window of more than a day
 * with the date; with seconds where one of them begins and ends in the same minute. What Grafana's alerts do beside
 * (`Recovering`, `NoData`, `Error`) is told as firing is.
 */
export function describeStates(
  intervals: readonly TestedInterval[],
  { fromMs, toMs }: Pick<RuleTest["window"], "fromMs" | "toMs">,
): string {
  const firing = intervals.filter(({ state }) => state !== "pending");
  const shown = (firing.length > 0 ? firing : intervals.slice(0, 1)).slice(0, maxShown);
  const minute = (timeMs: number) => Math.floor(timeMs / minuteMs);
  const isShort = shown.some((one) => one.untilMs !== undefined && minute(one.fromMs) === minute(one.untilMs));
  const clock = (timeMs: number) => {
    const text = new Date(timeMs).toISOString().slice(0, isShort ? 19 : 16);
    return toMs - fromMs > dayMs ? text.slice(5).replace("T", " ") : text.slice(11);
  };
  const when = shown.map(
    ({ state, grafanaState = state, fromMs: from, untilMs: until }) =>
      `${grafanaState} ${clock(from)}${until === undefined ? "" : ` to ${clock(until)}`}`,
  );
  return `${when.join(", ")}${firing.length > maxShown ? `, ${firing.length - maxShown} more` : ""}`;
}

/** The first text of a notification of the alert; undefined if it has none. */
export function textOf(intervals: readonly TestedInterval[]): string | undefined {
  const first = intervals.find(({ state }) => state === "firing") ?? intervals[0];
  const texts = ["summary", "message", "description"].map((name) => first?.annotations.get(name));
  return texts.find((one) => one !== undefined && one !== "");
}
