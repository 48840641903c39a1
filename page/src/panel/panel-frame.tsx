import { PanelChrome } from "@grafana/ui";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { AlertStrip, useAlertLanes } from "../alerts/alert-strip.tsx";
import { safeMarkdown } from "../look/safe-html.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { progress } from "../shell/progress.ts";
import { Boundary } from "./boundary.tsx";
import { DetailsDialog, type DetailsTab } from "./details/details-dialog.tsx";
import { PanelBody } from "./panel-body.tsx";
import { PanelMenu } from "./panel-menu.tsx";
import { hasTitleItems, keepsHeader, TitleItems } from "./title-items.tsx";
import { useInSight } from "./use-in-sight.ts";

interface PanelFrameProps {
  readonly panel: PagePanel;
  /** Pixels, the frame included. */
  readonly width: number;
  readonly height: number;
}

/** Pixels below the part of the page in sight: the arrow keys and the tabulator find the frames of the next rows. */
const framedAhead = 1000;

/** A panel with its frame, drawn when it comes in sight. One far below is its title: a frame takes longer to make. */
export function PanelFrame({ panel, width, height }: PanelFrameProps) {
  const { all, opened, open } = useDashboard();
  const element = useRef<HTMLDivElement>(null);
  const inSight = useInSight(element, all);
  const near = useInSight(element, all, framedAhead);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "v" || event.ctrlKey || event.metaKey || isField(event.target)) return;
    open(opened === panel.key ? undefined : panel.key);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the menu offers too
    <div ref={element} data-panel={panel.key} data-state={panel.state} style={{ width, height }} onKeyDown={onKeyDown}>
      {inSight || near ? (
        <Framed panel={panel} width={width} height={height} inSight={inSight} />
      ) : (
        <section className="dp-far">{panel.title === "" ? null : <h2>{panel.title}</h2>}</section>
      )}
    </div>
  );
}

function Framed({ panel, width, height, inSight }: PanelFrameProps & { readonly inSight: boolean }) {
  const { side, theme } = useDashboard();
  const [tab, setTab] = useState<DetailsTab>();
  const name = `${side}${panel.key}`;
  const { lanes, height: above } = useAlertLanes(panel);
  useEffect(() => {
    if (!inSight) return;
    progress.wants(name);
    return () => progress.left(name);
  }, [inSight, name]);
  const onDrawn = useCallback(() => progress.drew(name), [name]);
  const onError = useCallback((message: string) => progress.failed(name, message), [name]);
  const description = useMemo(() => safeMarkdown(panel.description ?? ""), [panel.description]);
  return (
    <>
      <PanelChrome
        title={panel.title}
        width={width}
        height={height}
        description={description}
        displayMode={panel.transparent ? "transparent" : "default"}
        hoverHeader={panel.title === "" && !keepsHeader(panel)}
        padding={panel.type === "stat" ? "none" : "md"}
        titleItems={
          hasTitleItems(panel) ? <TitleItems panel={panel} onFindings={() => setTab("findings")} /> : undefined
        }
        menu={() => <PanelMenu panel={panel} onDetails={setTab} />}
      >
        {(innerWidth, innerHeight) =>
          inSight ? (
            <Boundary key={`${name} ${theme.colors.mode}`} onError={onError}>
              {lanes.length === 0 ? null : <AlertStrip panel={panel} lanes={lanes} />}
              <PanelBody panel={panel} width={innerWidth} height={innerHeight - above} onDrawn={onDrawn} />
            </Boundary>
          ) : null
        }
      </PanelChrome>
      {tab === undefined ? null : (
        <DetailsDialog panel={panel} tab={tab} onTab={setTab} onClose={() => setTab(undefined)} />
      )}
    </>
  );
}

const isField = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest("input, select, dialog") !== null;
