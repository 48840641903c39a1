import type { DataFrame } from "@grafana/data";
import { useEffect, useState } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { cropTargets } from "../data/crop.ts";
import { replaceVariables } from "../data/replace-variables.ts";
import { panelFrames } from "../frames/panel-frames.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";

/**
 * The frames of a panel; undefined until they are there. They are made again when the theme, the time zone or the part
 * of the time axis changes. Throws what making them threw.
 */
export function useFrames(panel: PagePanel): DataFrame[] | undefined {
  const { theme, timeZone, range, zoomed } = useDashboard();
  const [made, setMade] = useState<{ readonly frames?: DataFrame[]; readonly error?: unknown }>({});
  useEffect(() => {
    let current = true;
    const shown = zoomed ? { ...panel, targets: cropTargets(panel.targets, range) } : panel;
    panelFrames(shown, { theme, timeZone, replaceVariables }).then(
      (frames) => current && setMade({ frames }),
      (error: unknown) => current && setMade({ error: error ?? new Error("unknown") }),
    );
    return () => {
      current = false;
    };
  }, [panel, theme, timeZone, range, zoomed]);
  if (made.error !== undefined) throw made.error;
  return made.frames;
}
