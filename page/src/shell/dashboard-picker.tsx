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
