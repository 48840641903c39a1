import { useEffect, useState } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { PanelFrame } from "../panel/panel-frame.tsx";
import { useDashboard } from "./dashboard-scope.ts";

/** The page's own bars, in pixels. */
const above = 120;

/** A panel that fills the page. */
export function OpenedPanel({ panel, width }: { readonly panel: PagePanel; readonly width: number }) {
  const { open } = useDashboard();
  const [height, setHeight] = useState(window.innerHeight);
  useEffect(() => {
    const follow = () => setHeight(window.innerHeight);
    window.addEventListener("resize", follow);
    return () => window.removeEventListener("resize", follow);
  }, []);
  return (
    <>
      <button type="button" className="dp-back" onClick={() => open(undefined)}>
        ← Back to the dashboard
      </button>
      <PanelFrame panel={panel} width={width} height={Math.max(200, height - above)} />
    </>
  );
}
