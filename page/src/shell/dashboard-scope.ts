import { type EventBus, EventBusSrv, type GrafanaTheme2 } from "@grafana/data";
import { createContext, useContext } from "react";
import type { PageAlerts, PageAnnotation, PageRange } from "../../../src/report/page-data.ts";

/** What all panels of a dashboard share. */
export interface DashboardScope {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  /** What is shown: the whole window, or the part that the reader chose. */
  readonly range: PageRange;
  /** The reader chose a part of the time axis. */
  readonly zoomed: boolean;
  readonly zoom: (range: PageRange | undefined) => void;
  readonly sharedCursor: "off" | "crosshair" | "tooltip";
  readonly untrusted: boolean;
  readonly annotations: readonly PageAnnotation[];
  /** On the data of the dashboard. */
  readonly alerts: PageAlerts | undefined;
  /** Panels that read the metrics of an alert and have no strip of it, by its key. */
  readonly otherPanels: Readonly<Record<string, number>>;
  /** Panels are drawn whether they are in sight or not. */
  readonly all: boolean;
  /** Rows and tabs are open. */
  readonly unfolded: boolean;
  /** Key of the panel that fills the page. */
  readonly opened: string | undefined;
  readonly open: (key: string | undefined) => void;
  readonly events: EventBus;
  /** Put before keys where a panel is on the page more than once. */
  readonly side: string;
}

const Scope = createContext<DashboardScope | undefined>(undefined);

export const DashboardScopeProvider = Scope.Provider;

/** The dashboard around; throws outside of one. */
export function useDashboard(): DashboardScope {
  const scope = useContext(Scope);
  if (scope === undefined) throw new Error("a panel stands outside of a dashboard");
  return scope;
}

/** For the events of one dashboard: hovering a panel moves the crosshair of the others. */
export const newEvents = (): EventBus => new EventBusSrv();
