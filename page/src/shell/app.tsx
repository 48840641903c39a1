import { ThemeContext } from "@grafana/data";
import { GlobalStyles, IconButton, PortalContainer } from "@grafana/ui";
import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { PageDashboard, PageData } from "../../../src/report/page-data.ts";
import { alertsOf } from "../alerts/alert-rows.ts";
import type { PageRequest } from "../data/request.ts";
import { type Mode, preferredMode, showTheme, themeOf } from "../look/theme.ts";
import { DashboardPage } from "./dashboard-page.tsx";
import { DashboardPicker } from "./dashboard-picker.tsx";
import { Footer } from "./footer.tsx";
import { PanelSheet } from "./panel-sheet.tsx";
import { progress } from "./progress.ts";
import { SinglePanel } from "./single-panel.tsx";

interface AppProps {
  readonly data: PageData;
  readonly request: PageRequest;
}

const defaultWidth = 800;
const defaultHeight = 400;
const defaultSheetWidth = 1400;

/** The whole page. */
export function App({ data, request }: AppProps) {
  const [mode, setMode] = useState<Mode>(request.theme ?? data.theme ?? preferredMode());
  const [index, setIndex] = useState(data.dashboards[request.dashboard] === undefined ? 0 : request.dashboard);
  const theme = useMemo(() => themeOf(mode), [mode]);
  useLayoutEffect(() => showTheme(theme), [theme]);
  const dashboard = data.dashboards[index];
  useEffect(() => {
    document.title = data.title;
    progress.mounted();
  }, [data]);
  const alerts = useMemo(() => alertsOf(data, dashboard?.scenario), [data, dashboard]);
  const settings = { theme, untrusted: data.untrusted, all: request.all, unfolded: request.unfold, alerts };
  const single: PageDashboard | undefined = request.side === "before" ? dashboard?.comparison?.before : dashboard;
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      {request.sheet.length > 0 && single !== undefined ? (
        <PanelSheet
          {...settings}
          all
          dashboard={single}
          keys={request.sheet}
          chosen={request.chosen}
          width={request.width ?? defaultSheetWidth}
        />
      ) : request.panel !== undefined && single !== undefined ? (
        <SinglePanel
          {...settings}
          all
          dashboard={single}
          panelKey={request.panel}
          chosen={request.chosen}
          width={request.width ?? defaultWidth}
          height={request.height ?? defaultHeight}
        />
      ) : (
        <>
          {request.plain ? null : (
            <header className="dp-bar">
              <DashboardPicker dashboards={data.dashboards} index={index} onPick={setIndex} />
              <IconButton
                name="adjust-circle"
                size="lg"
                tooltip={mode === "dark" ? "Use light colours" : "Use dark colours"}
                onClick={() => setMode(mode === "dark" ? "light" : "dark")}
              />
            </header>
          )}
          {single === undefined ? (
            <p className="dp-nothing">There is no dashboard here.</p>
          ) : (
            <DashboardPage
              key={index}
              {...settings}
              dashboard={single}
              initial={request.chosen}
              plain={request.plain}
              compare={request.compare ?? true}
            />
          )}
          {request.plain ? null : <Footer generator={data.generator} />}
        </>
      )}
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
