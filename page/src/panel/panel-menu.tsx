import { Menu } from "@grafana/ui";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import type { DetailsTab } from "./details/details-dialog.tsx";

interface PanelMenuProps {
  readonly panel: PagePanel;
  readonly onDetails: (tab: DetailsTab) => void;
}

/** What can be done with a panel. */
export function PanelMenu({ panel, onDetails }: PanelMenuProps) {
  const { opened, open } = useDashboard();
  const full = opened === panel.key;
  return (
    <Menu>
      <Menu.Item
        label={full ? "Back to the dashboard" : "View full screen"}
        icon="eye"
        shortcut="v"
        onClick={() => open(full ? undefined : panel.key)}
      />
      <Menu.Divider />
      <Menu.Item label="Data and CSV" icon="table" onClick={() => onDetails("data")} />
      <Menu.Item label="Queries" icon="info-circle" onClick={() => onDetails("queries")} />
      <Menu.Item
        label={panel.findings.length === 0 ? "Findings" : `Findings (${panel.findings.length})`}
        icon="exclamation-triangle"
        onClick={() => onDetails("findings")}
      />
    </Menu>
  );
}
