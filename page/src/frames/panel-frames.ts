import type { DataFrame } from "@grafana/data";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { answerFrames } from "./answers/answer-frames.ts";
import { applySettings, type Viewing } from "./settings/apply-settings.ts";
import { transformFrames } from "./transform/transform-frames.ts";

/**
 * What a panel is drawn from: its answers as Grafana's data frames, after its transformations, with its field settings
 * and overrides. What could not be done is a notice of the first frame.
 */
export async function panelFrames(panel: PagePanel, viewing: Viewing): Promise<DataFrame[]> {
  const { frames, problems } = transformFrames(answerFrames(panel.targets), panel.transformations);
  const data = applySettings(frames, panel, viewing);
  return problems.length === 0 ? data : withNotices(data, problems);
}

function withNotices(frames: DataFrame[], problems: readonly string[]): DataFrame[] {
  const notices = problems.map((text) => ({ severity: "warning" as const, text }));
  const [first = { fields: [], length: 0 }, ...others] = frames;
  return [{ ...first, meta: { ...first.meta, notices: [...(first.meta?.notices ?? []), ...notices] } }, ...others];
}
