import type { PageDashboard } from "../../../src/report/page-data.ts";

interface DashboardPickerProps {
  readonly dashboards: readonly PageDashboard[];
  readonly index: number;
  readonly onPick: (index: number) => void;
}

/** The title of the dashboard, and the others to choose from. */
export function DashboardPicker({ dashboards, index, onPick }: DashboardPickerProps) {
  const dashboard = dashboards[index];
  return (
    <div className="dp-picker">
      {dashboards.length > 1 ? (
        <select aria-label="Dashboard" value={index} onChange={({ target }) => onPick(Number(target.value))}>
          {dashboards.map(({ source, title }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: dashboards never move
            <option key={at} value={at}>
              {title || source}
            </option>
          ))}
        </select>
      ) : null}
      <ScenarioChips dashboards={dashboards} index={index} onPick={onPick} />
      <h1 title={dashboard?.description}>{dashboard?.title || dashboard?.source}</h1>
      {dashboard?.tags.map((tag) => (
        <span key={tag} className="dp-tag">
          {tag}
        </span>
      ))}
      <small>{dashboard?.source}</small>
    </div>
  );
}

/** The same dashboard in its scenarios, to switch between. */
function ScenarioChips({ dashboards, index, onPick }: DashboardPickerProps) {
  const shown = dashboards[index];
  const others = dashboards.flatMap(({ source, scenario }, at) =>
    scenario !== undefined && source === shown?.source ? [{ scenario, at }] : [],
  );
  if (others.length < 2) return null;
  return (
    <fieldset className="dp-scenarios" aria-label="Scenario">
      {others.map(({ scenario, at }) => (
        <button key={scenario} type="button" aria-pressed={at === index} onClick={() => onPick(at)}>
          {scenario}
        </button>
      ))}
    </fieldset>
  );
}
