import { Icon } from "@grafana/ui";
import type { PageAlertRule, PageExpectation } from "../../../src/report/page-data.ts";
import { durationText } from "../panels/timeline/duration-text.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { type AlertBar, type AlertRow, activeSpans } from "./alert-rows.ts";
import { placeOf, StateBar, spokenSpan } from "./state-bar.tsx";

/** Bars of one rule that are there at once; the others are folded. */
const shownBars = 4;

/** A rule: its name, how it is judged, and the states of its alerts under each other. */
export function AlertLine({ row }: { readonly row: AlertRow }) {
  return (
    <section className="dp-alert" aria-label={row.rule.alert} data-state={row.rule.state}>
      <RuleParts row={row} />
    </section>
  );
}

/** A rule in one line, which opens it: its name, and the gravest state of its alerts at each time. */
export function AlertSummary({ row }: { readonly row: AlertRow }) {
  const { range } = useDashboard();
  const { rule } = row;
  const count = rule.instances.length + (rule.instancesLeftOut ?? 0);
  const active = activeSpans(rule, range);
  return (
    <details className="dp-alert dp-alert-short" data-state={rule.state}>
      <summary className="dp-alert-line">
        <span className="dp-alert-name">
          <b>{rule.alert}</b> <em data-state={rule.state}>{rule.grafanaState ?? rule.state}</em>
          {active.length === 0 ? <small>not in this time range</small> : null}
          {count > 1 && active.length > 0 ? <small>{count} alerts</small> : null}
        </span>
        <span className="dp-alert-bar" aria-hidden>
          <span data-state="inactive" style={{ left: 0, width: "100%" }} />
          {active.map((one, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans of several alerts may be alike
            <span key={place} data-state={one.span.state} style={placeOf(one)} />
          ))}
        </span>
      </summary>
      <RuleParts row={row} />
    </details>
  );
}

function RuleParts({ row }: { readonly row: AlertRow }) {
  const { rule, before, bars, common, expectations } = row;
  const rest = bars.slice(shownBars);
  // An expectation that is not met says it already.
  const { reason } = expectations.every(({ met }) => met) && rule.change !== "removed" ? rule : {};
  const bar = (one: AlertBar) => <BarLine key={`${one.name} ${one.side}`} alert={rule.alert} bar={one} />;
  return (
    <>
      <header>
        <h3>{rule.alert}</h3>
        <em data-state={rule.state}>{rule.grafanaState ?? rule.state}</em>
        {common === "" ? null : <span className="dp-alert-common">{common}</span>}
        {rule.change === undefined || rule.change === "unchanged" ? null : (
          <span className="dp-kind" data-kind={rule.change}>
            {rule.change}
          </span>
        )}
        {expectations.map((one) => (
          <Expected key={`${one.file}:${one.line}`} expectation={one} />
        ))}
        <small>
          {rule.file}:{rule.line}
        </small>
      </header>
      {bars.slice(0, shownBars).map(bar)}
      {rest.length === 0 ? null : (
        <details>
          <summary>{rest.length === 1 ? "1 more timeline" : `${rest.length} more timelines`}</summary>
          {rest.map(bar)}
        </details>
      )}
      {rule.instancesLeftOut === undefined ? null : (
        <p className="dp-alert-note">{rule.instancesLeftOut} more alerts of this rule are left out of the page.</p>
      )}
      <Outside rule={rule} />
      <OtherPanels rule={rule} />
      {reason === undefined ? null : <p className="dp-alert-note">Why it does not fire: {reason}</p>}
      {rule.failures.map((text) => (
        <p key={text} className="dp-alert-note" data-severity="error">
          {text}
        </p>
      ))}
      <details>
        <summary>Expression</summary>
        {before === undefined || written(before) === written(rule) ? (
          <pre>{written(rule)}</pre>
        ) : (
          <pre>
            <del>{written(before)}</del>
            <ins>{written(rule)}</ins>
          </pre>
        )}
      </details>
    </>
  );
}

function BarLine({ alert, bar: { name, told, side, spans } }: { readonly alert: string; readonly bar: AlertBar }) {
  const labels = name === "" ? "" : `{${name}}`;
  return (
    <div className="dp-alert-line">
      <span className="dp-alert-labels" title={name}>
        {side === undefined ? null : <b>{side}</b>} {told}
      </span>
      <StateBar name={`${side === undefined ? "" : `${side}: `}${alert}${labels}`} spans={spans} />
    </div>
  );
}

/** Says when a rule fires or is pending, where all of that lies outside of the time that is shown. */
function Outside({ rule }: { readonly rule: PageAlertRule }) {
  const { range, timeZone } = useDashboard();
  const first = rule.instances.flatMap(({ spans }) => spans.find(({ state }) => state === rule.state) ?? [])[0];
  if (rule.state === "inactive" || first === undefined || activeSpans(rule, range).length > 0) return null;
  return <p className="dp-alert-note">Outside of the time range: {spokenSpan(first, timeZone)}</p>;
}

/** Its strips stand above a few panels only. */
function OtherPanels({ rule }: { readonly rule: PageAlertRule }) {
  const { otherPanels } = useDashboard();
  const count = Object.hasOwn(otherPanels, rule.key) ? otherPanels[rule.key] : undefined;
  if (count === undefined || rule.state === "inactive") return null;
  return (
    <p className="dp-alert-note">
      Its strip stands above the panels that show its metrics most; {count} more{" "}
      {count === 1 ? "panel reads" : "panels read"} them.
    </p>
  );
}

/** Whether an expectation is met. */
function Expected({ expectation }: { readonly expectation: PageExpectation }) {
  const { expected, met, reason, labels, file, line } = expectation;
  const where = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return (
    <span className="dp-alert-expected" data-met={met} title={`${file}:${line}`}>
      <Icon name={met ? "check" : "times"} size="sm" /> {met ? "as expected: " : "expected: "}
      {expected}
      {where.length === 0 ? "" : ` {${where.join(", ")}}`}
      {reason === undefined ? "" : `; ${reason}`}
    </span>
  );
}

/** An alert rule as its file says it. */
function written({ expr, forMs, keepFiringForMs, intervalMs }: PageAlertRule): string {
  return [
    expr.trim(),
    ...(forMs === 0 ? [] : [`for: ${durationText(forMs)}`]),
    ...(keepFiringForMs === 0 ? [] : [`keep_firing_for: ${durationText(keepFiringForMs)}`]),
    `evaluated every ${durationText(intervalMs)}`,
  ].join("\n");
}
