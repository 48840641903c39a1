import { Tooltip } from "@grafana/ui";
import type { PageAlertSpan } from "../../../src/report/page-data.ts";
import { timeText } from "../data/time-range.ts";
import { durationText } from "../panels/timeline/duration-text.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { type PlacedSpan, placeSpans } from "./alert-rows.ts";

interface StateBarProps {
  /** The alert and its labels. */
  readonly name: string;
  readonly spans: readonly PageAlertSpan[];
}

/** The states of one alert on the dashboard's time axis: each pending and firing one can be pointed at. */
export function StateBar({ name, spans }: StateBarProps) {
  const { range, timeZone } = useDashboard();
  const placed = placeSpans(spans, range);
  return (
    <fieldset className="dp-alert-bar" aria-label={name}>
      {placed.map((one) =>
        one.span.state === "inactive" ? (
          <span key={one.span.fromMs} data-state="inactive" style={placeOf(one)} />
        ) : (
          <Tooltip key={one.span.fromMs} content={<SpanText name={name} span={one.span} />} placement="top">
            <button
              type="button"
              data-state={one.span.state}
              style={placeOf(one)}
              aria-label={spokenSpan(one.span, timeZone)}
            />
          </Tooltip>
        ),
      )}
    </fieldset>
  );
}

/** As CSS takes it. */
export const placeOf = ({ left, width }: PlacedSpan) => ({ left: `${left}%`, width: `${width}%` });

/** `firing, 2026-11-26 12:00:00 to 2026-11-26 12:30:00`. */
export function spokenSpan({ state, grafanaState = state, fromMs, toMs }: PageAlertSpan, timeZone: string): string {
  return `${grafanaState}, ${timeText(fromMs, timeZone)} to ${timeText(toMs, timeZone)}`;
}

function SpanText({ name, span }: { readonly name: string; readonly span: PageAlertSpan }) {
  const { timeZone } = useDashboard();
  const { state, grafanaState = state, fromMs, toMs, value, annotations = {} } = span;
  return (
    <div className="dp-alert-text">
      <p>
        <strong>{name}</strong> <em data-state={state}>{grafanaState}</em>
      </p>
      <p>
        {timeText(fromMs, timeZone)} to {timeText(toMs, timeZone)} ({durationText(toMs - fromMs)})
      </p>
      {value === undefined ? null : <p>Value at the begin: {valueText(value)}</p>}
      {Object.entries(annotations).map(([key, text]) => (
        <p key={key}>
          {key}: {text}
        </p>
      ))}
    </div>
  );
}

const valueText = (value: NonNullable<PageAlertSpan["value"]>): string =>
  typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
