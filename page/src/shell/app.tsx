import { ThemeContext } from "@grafana/data";
import { GlobalStyles, IconButton, PortalContainer } from "@grafana/ui";
import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { PageData } from "../../../src/report/page-data.ts";
import type { PageRequest } from "../data/request.ts";
import { type Mode, preferredMode, showTheme, themeOf } from "../look/theme.ts";
import { DashboardPage } from "./dashboard-page.tsx";
import { progress } from "./progress.ts";

interface AppProps {
  readonly data: PageData;
  readonly request: PageRequest;
}

/** The whole page. */
export function App({ data, request }: AppProps) {
  const [mode, setMode] = useState<Mode>(request.theme ?? preferredMode());
  const theme = useMemo(() => themeOf(mode), [mode]);
  useLayoutEffect(() => showTheme(theme), [theme]);
  useEffect(() => {
    document.title = data.title;
    progress.mounted();
  }, [data]);
  const dashboard = data.dashboards[request.dashboard] ?? data.dashboards[0];
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <header className="bar">
        <h1>{dashboard?.title ?? data.title}</h1>
        <IconButton
          name={"adjust-circle"}
          aria-label={mode === "dark" ? "Use light colours" : "Use dark colours"}
          onClick={() => setMode(mode === "dark" ? "light" : "dark")}
        />
      </header>
      {dashboard === undefined ? null : (
        <DashboardPage dashboard={dashboard} theme={theme} untrusted={data.untrusted} all={request.all} />
      )}
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
