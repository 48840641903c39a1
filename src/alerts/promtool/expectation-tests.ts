import type { ExpectedAlert } from "../../data-spec/read/read-alerts.ts";
import { formatDuration } from "../../text/duration.ts";
import { type AlertTest, type ExprTest, seriesSelector } from "./unit-test-file.ts";

/** Tests of what a spec expects of alerts. */
export interface ExpectationTests {
  readonly alertTests: readonly AlertTest[];
  readonly exprTests: readonly ExprTest[];
  /** Expectations that `alert_rule_test` has no words for, and why; tests of `ALERTS` say them. */
  readonly elsewise: readonly { readonly alert: string; readonly reason: string }[];
  /** Expectations that no test of this file can meet, and why: they are left out. */
  readonly left: readonly { readonly alert: string; readonly reason: string }[];
}

/** Moments at which an alert that must never fire is looked at by `alert_rule_test`. */
const mostMoments = 24;

/**
 * Expectations as promtool's tests. An `alert_rule_test` names all alerts of a rule with every label and annotation, so
 * it can only say that none fires; the others are said by the series `ALERTS`, which the rules write.
 *
 * @param options.lastMs - the last moment of the window, after its beginning.
 * @param options.hasRules - whether the file names rules: without them there are no alerts.
 */
export function testsOfExpectations(
  expected: readonly ExpectedAlert[],
  { lastMs, hasRules }: { readonly lastMs: number; readonly hasRules: boolean },
): ExpectationTests {
  if (!hasRules) {
    const reason = "without rules no alert can fire: name their files with --rules";
    return { alertTests: [], exprTests: [], elsewise: [], left: expected.map(({ alert }) => ({ alert, reason })) };
  }
  const alertTests: AlertTest[] = [];
  const exprTests: ExprTest[] = [];
  const elsewise: { alert: string; reason: string }[] = [];
  const left: { alert: string; reason: string }[] = [];
  for (const { alert, labels, fires } of expected) {
    const firing = seriesSelector("ALERTS", [["alertname", alert], ["alertstate", "firing"], ...labels]);
    const within = (fromMs: number, toMs: number) =>
      `count(last_over_time(${firing}[${formatDuration(toMs - fromMs + 1)}]))`;
    if (fires === "never") {
      exprTests.push({ expr: within(0, lastMs), evalMs: lastMs, samples: [] });
      const whole = labels.length === 0 && expected.filter((one) => one.alert === alert).length === 1;
      if (whole) for (const evalMs of moments(lastMs)) alertTests.push({ alert, evalMs, firing: [] });
      else elsewise.push({ alert, reason: "alert_rule_test cannot say that only some alerts of a rule must not fire" });
      continue;
    }
    const { afterMs, withinMs } = fires;
    const latestMs = withinMs === undefined ? Math.max(lastMs, afterMs) : afterMs + withinMs;
    if (latestMs > lastMs) {
      const [latest, last] = [formatDuration(latestMs), formatDuration(lastMs)];
      left.push({ alert, reason: `it may fire until ${latest}, and the window ends at ${last}: lengthen --history` });
      continue;
    }
    elsewise.push({ alert, reason: "alert_rule_test needs every label and annotation, and one moment, not a span" });
    if (afterMs > 0) exprTests.push({ expr: within(0, afterMs - 1), evalMs: afterMs - 1, samples: [] });
    exprTests.push({
      expr: `${within(afterMs, latestMs)} >= bool 1`,
      evalMs: latestMs,
      samples: [{ labels: "{}", value: 1 }],
    });
  }
  return { alertTests, exprTests, elsewise, left };
}

function moments(lastMs: number): number[] {
  const count = Math.min(mostMoments, Math.floor(lastMs / 60_000) + 1);
  return Array.from({ length: count }, (_, place) =>
    place === count - 1 ? lastMs : Math.round((lastMs * (place + 1)) / count / 1000) * 1000,
  );
}
