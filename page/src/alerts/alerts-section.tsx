import { Icon } from "@grafana/ui";
import { useId, useMemo, useState } from "react";
import type { PageAlerts } from "../../../src/report/page-data.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { AlertLine } from "./alert-line.tsx";
import { type AlertRow, alertRows, isAllCalm, summaryOf } from "./alert-rows.ts";
import { OtherRules } from "./other-rules.tsx";
import { TimeAxis } from "./time-axis.tsx";

/** The alerts on the data of the dashboard, above its panels; folded where nobody needs to look. */
export function AlertsSection({ alerts }: { readonly alerts: PageAlerts }) {
  const { unfolded } = useDashboard();
  const rows = useMemo(() => alertRows(alerts), [alerts]);
  const [collapsed, setCollapsed] = useState(() => isAllCalm(alerts, rows) && !unfolded);
  const id = useId();
  const loud = rows.filter(({ isCalm }) => !isCalm);
  const calm = rows.filter(({ isCalm }) => isCalm);
  const { before } = alerts;
  return (
    <section className="dp-row dp-alerts" aria-label="Alerts">
      <h2 className="dp-row-head">
        <button
          type="button"
          aria-expanded={!collapsed}
          aria-controls={collapsed ? undefined : id}
          onClick={() => setCollapsed(!collapsed)}
        >
          <Icon name={collapsed ? "angle-right" : "angle-down"} />
          <span>Alerts</span>
          <small>{summaryOf(alerts)}</small>
        </button>
      </h2>
      {collapsed ? null : (
        <div id={id}>
          {before === undefined ? null : (
            <p className="dp-compare-summary">
              Compared with {before.base}: the rules before and after, on the same data.
            </p>
          )}
          <div className="dp-alert-lines">
            {loud.map(line)}
            {calm.length === 0 ? null : (
              <details open={loud.length === 0}>
                <summary>{calm.length === 1 ? "1 alert stays quiet" : `${calm.length} alerts stay quiet`}</summary>
                {calm.map(line)}
              </details>
            )}
            <TimeAxis />
          </div>
          <OtherRules alerts={alerts} rows={rows} />
        </div>
      )}
    </section>
  );
}

const line = (row: AlertRow) => <AlertLine key={`${row.rule.key} ${row.rule.change}`} row={row} />;
