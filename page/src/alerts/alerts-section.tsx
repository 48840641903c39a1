import { useMemo } from "react";
import type { PageAlerts } from "../../../src/report/page-data.ts";
import { FoldedSection } from "../layout/folded-section.tsx";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { AlertLine, AlertSummary } from "./alert-line.tsx";
import { type AlertRow, alertRows, isAllCalm, summaryOf } from "./alert-rows.ts";
import { OtherRules } from "./other-rules.tsx";
import { TimeAxis } from "./time-axis.tsx";

/** Rules that are shown in full; of more, only those that a reviewer has to judge. */
const fewRules = 3;

/** The alerts on the data of the dashboard, above its panels; folded where nobody needs to look. */
export function AlertsSection({ alerts }: { readonly alerts: PageAlerts }) {
  const { unfolded } = useDashboard();
  const rows = useMemo(() => alertRows(alerts), [alerts]);
  const loud = rows.filter(({ isCalm }) => !isCalm);
  const calm = rows.filter(({ isCalm }) => isCalm);
  const { before } = alerts;
  return (
    <FoldedSection
      title="Alerts"
      className="dp-row dp-alerts"
      isFoldedAtFirst={() => isAllCalm(alerts, rows) && !unfolded}
      note={() => <small>{summaryOf(alerts)}</small>}
    >
      {() => (
        <>
          {before === undefined ? null : (
            <p className="dp-compare-summary">
              Compared with {before.base}: the rules before and after, on the same data.
            </p>
          )}
          <div className="dp-alert-lines">
            {loud.map((row) => (loud.length > fewRules && row.isAsBefore ? shortLine(row) : line(row)))}
            {calm.length === 0 ? null : (
              <details open={loud.length === 0}>
                <summary>{calm.length === 1 ? "1 alert stays quiet" : `${calm.length} alerts stay quiet`}</summary>
                {calm.map(line)}
              </details>
            )}
            <TimeAxis />
          </div>
          <OtherRules alerts={alerts} rows={rows} />
        </>
      )}
    </FoldedSection>
  );
}

const shortLine = (row: AlertRow) => <AlertSummary key={`${row.rule.key} ${row.rule.change}`} row={row} />;
const line = (row: AlertRow) => <AlertLine key={`${row.rule.key} ${row.rule.change}`} row={row} />;
