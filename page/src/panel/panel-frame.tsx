import { PanelChrome } from "@grafana/ui";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { safeMarkdown } from "../look/safe-html.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { progress } from "../shell/progress.ts";
import { Boundary } from "./boundary.tsx";
import { DetailsDialog, type DetailsTab } from "./details/details-dialog.tsx";
import { PanelBody } from "./panel-body.tsx";
import { PanelMenu } from "./panel-menu.tsx";
import { hasTitleItems, TitleItems } from "./title-items.tsx";
import { useInSight } from "./use-in-sight.ts";

interface PanelFrameProps {
  readonly panel: PagePanel;
  /** Pixels, the frame included. */
  readonly width: number;
  readonly height: number;
}

/** A panel with its frame, drawn when it comes in sight. */
export function PanelFrame({ panel, width, height }: PanelFrameProps) {
  const { all, side, opened, open, theme } = useDashboard();
  const element = useRef<HTMLDivElement>(null);
  const inSight = useInSight(element, all);
  const [tab, setTab] = useState<DetailsTab>();
  const name = `${side}${panel.key}`;
  useEffect(() => {
    if (!inSight) return;
    progress.wants(name);
    return () => progress.left(name);
  }, [inSight, name]);
  const onDrawn = useCallback(() => progress.drew(name), [name]);
  const onError = useCallback((message: string) => progress.failed(name, message), [name]);
  const description = useMemo(() => safeMarkdown(panel.description ?? ""), [panel.description]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "v" || event.ctrlKey || event.metaKey || isField(event.target)) return;
    open(opened === panel.key ? undefined : panel.key);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the menu offers too
    <div ref={element} data-panel={panel.key} data-state={panel.state} style={{ width, height }} onKeyDown={onKeyDown}>
      <PanelChrome
        title={panel.title}
        width={width}
        height={height}
        description={description}
        displayMode={panel.transparent ? "transparent" : "default"}
        hoverHeader={panel.title === "" && !hasTitleItems(panel)}
        padding={panel.type === "stat" ? "none" : "md"}
        titleItems={
          hasTitleItems(panel) ? <TitleItems panel={panel} onFindings={() => setTab("findings")} /> : undefined
        }
        menu={() => <PanelMenu panel={panel} onDetails={setTab} />}
      >
        {(innerWidth, innerHeight) =>
          inSight ? (
            <Boundary key={`${name} ${theme.colors.mode}`} onError={onError}>
              <PanelBody panel={panel} width={innerWidth} height={innerHeight} onDrawn={onDrawn} />
            </Boundary>
          ) : null
        }
      </PanelChrome>
      {tab === undefined ? null : (
        <DetailsDialog panel={panel} tab={tab} onTab={setTab} onClose={() => setTab(undefined)} />
      )}
    </div>
  );
}

const isField = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest("input, select, dialog") !== null;
