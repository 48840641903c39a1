import { Icon } from "@grafana/ui";
import { rangeText } from "../data/time-range.ts";
import { useDashboard } from "./dashboard-scope.ts";

/** The window that is shown, with a way back from a part of it. */
export function TimeBar() {
  const { range, zoomed, zoom, timeZone } = useDashboard();
  return (
    <div className="dp-time">
      {zoomed ? (
        <button type="button" onClick={() => zoom(undefined)}>
          <Icon name="search-minus" /> Reset zoom
        </button>
      ) : null}
      <output aria-label="Time range" aria-live="polite">
        <Icon name="clock-nine" /> {rangeText(range, timeZone)} <small>{zoneName(timeZone)}</small>
      </output>
    </div>
  );
}

function zoneName(timeZone: string): string {
  if (timeZone === "browser") return Intl.DateTimeFormat().resolvedOptions().timeZone;
  return timeZone.toLowerCase() === "utc" ? "UTC" : timeZone;
}
