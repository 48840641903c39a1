import { PanelChrome } from "@grafana/ui";
import { useCallback, useEffect, useRef } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { progress } from "../shell/progress.ts";
import { Boundary } from "./boundary.tsx";
import { PanelBody } from "./panel-body.tsx";
import { useInSight } from "./use-in-sight.ts";

interface PanelFrameProps {
  readonly panel: PagePanel;
  /** Pixels, the frame included. */
  readonly width: number;
  readonly height: number;
}

/** A panel with its frame, drawn when it comes in sight. */
export function PanelFrame({ panel, width, height }: PanelFrameProps) {
  const { all, side } = useDashboard();
  const element = useRef<HTMLDivElement>(null);
  const inSight = useInSight(element, all);
  const name = `${side}${panel.key}`;
  useEffect(() => {
    if (!inSight) return;
    progress.wants(name);
    return () => progress.left(name);
  }, [inSight, name]);
  const onDrawn = useCallback(() => progress.drew(name), [name]);
  const onError = useCallback((message: string) => progress.failed(name, message), [name]);
  return (
    <div ref={element} data-panel={panel.key} style={{ width, height }}>
      <PanelChrome
        title={panel.title}
        width={width}
        height={height}
        displayMode={panel.transparent ? "transparent" : "default"}
        hoverHeader={panel.title === ""}
        padding={panel.type === "table" ? "none" : "md"}
      >
        {(innerWidth, innerHeight) =>
          inSight ? (
            <Boundary key={name} onError={onError}>
              <PanelBody panel={panel} width={innerWidth} height={innerHeight} onDrawn={onDrawn} />
            </Boundary>
          ) : null
        }
      </PanelChrome>
    </div>
  );
}
