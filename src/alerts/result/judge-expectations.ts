import type { ExpectedAlert } from "../../data-spec/read/read-alerts.ts";
import { formatDuration } from "../../text/duration.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { showLabels } from "../engine/label-set.ts";
import type { JudgedExpectation, TestedAlert, TestedInstance } from "./rule-test.ts";

/**
 * Holds what a spec expects of alerts against what they did.
 *
 * @param anchorMs - what the spec's times count from; Unix milliseconds.
 */
export function judgeExpectations(
  expected: readonly ExpectedAlert[],
  alerts: readonly TestedAlert[],
  { anchorMs, file }: { readonly anchorMs: number; readonly file: string },
): JudgedExpectation[] {
  return expected.map((one) => {
    const reason = judge(one, alerts, anchorMs);
    return {
      alert: one.alert,
      labels: new Map(one.labels),
      expected: describe(one),
      met: reason === undefined,
      reason,
      file,
      line: one.position.line,
    };
  });
}

function describe({ fires }: ExpectedAlert): string {
  if (fires === "never") return "never fires";
  const { afterMs, withinMs } = fires;
  const after = afterMs === 0 ? "after the start" : `after ${formatDuration(afterMs)}`;
  return withinMs === undefined ? `fires ${after}` : `fires within ${formatDuration(withinMs)} ${after}`;
}

/** @returns what is wrong; undefined if it is as expected. */
function judge(
  { alert, labels, fires }: ExpectedAlert,
  alerts: readonly TestedAlert[],
  anchorMs: number,
): string | undefined {
  const rules = alerts.filter((one) => one.alert === alert);
  if (rules.length === 0) return `no rule has this alert${hint(alert, alerts)}`;
  const hasLabels = (one: TestedInstance) => labels.every(([name, value]) => (one.labels.get(name) ?? "") === value);
  const instances = rules.flatMap((one) => one.instances);
  const matching = instances.filter(hasLabels);
  const firing = matching.flatMap((one) =>
    one.intervals.filter(({ state }) => state === "firing").map(({ fromMs }) => ({ one, afterMs: fromMs - anchorMs })),
  );
  if (fires === "never") {
    const [first] = firing.sort((a, b) => a.afterMs - b.afterMs);
    if (first === undefined) return undefined;
    return `it fires after ${formatDuration(Math.max(0, first.afterMs))}: ${showLabels(first.one.labels)}`;
  }
  const { afterMs, withinMs = Number.POSITIVE_INFINITY } = fires;
  if (firing.some((one) => one.afterMs >= afterMs && one.afterMs <= afterMs + withinMs)) return undefined;
  if (firing.length > 0) {
    const times = [...new Set(firing.map((one) => Math.max(0, one.afterMs)))].sort((a, b) => a - b);
    return `it fires after ${times.slice(0, 5).map(formatDuration).join(", ")}${times.length > 5 ? ", …" : ""}`;
  }
  if (matching.length > 0) return "it is pending and never fires";
  const [other] = instances;
  if (other !== undefined) return `no alert has these labels; there is ${showLabels(other.labels)}`;
  return `it never fires${rules[0]!.reason === undefined ? "" : `: ${rules[0]!.reason.text}`}`;
}

function hint(alert: string, alerts: readonly TestedAlert[]): string {
  const near = nearestWord(alert, [...new Set(alerts.map((one) => one.alert))]);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
