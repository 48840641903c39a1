import type uPlot from "uplot";
import type { PagePanel, PageTarget } from "../../../../src/report/page-data.ts";
import { answerFrames } from "../../frames/answers/answer-frames.ts";
import { applySettings } from "../../frames/settings/apply-settings.ts";
import { panelOf, viewing } from "../../frames/testing.ts";
import type { PanelProps } from "../panel-props.ts";
import type { PlotModel } from "./plot-config.ts";

Object.assign(globalThis, { devicePixelRatio: 1 });

/** What a panel is drawn from, 600 pixels wide and 300 high, over a time range from 0. */
export function propsOf(
  type: string,
  targets: readonly PageTarget[],
  more: Partial<PagePanel> = {},
  { toMs = 180_000, width = 600, height = 300 } = {},
): PanelProps {
  const panel = panelOf(type, targets, more);
  const data = applySettings(answerFrames(targets), panel, viewing);
  const timeRange = { from: { valueOf: () => 0 }, to: { valueOf: () => toMs } };
  return { ...viewing, panel, data, width, height, timeRange } as unknown as PanelProps;
}

/** Pixels of a unit of both axes: marks are at least a pixel wide and high. */
const scale = 100;

/** Where each mark of a plot lies, in values of its axes: `[x, y, width, height]`, to six digits. */
export function boxesOf({ marks }: PlotModel): [number, number, number, number][] {
  const plot = {
    valToPos: (value: number) => value * scale,
    bbox: { left: 0, top: 0, width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY },
  } as unknown as uPlot;
  const rounded = (pixels: number) => Number((pixels / scale).toPrecision(6));
  return Array.from({ length: marks.count }, (_, mark) => {
    const { left, top, width, height } = marks.box(plot, mark);
    return [rounded(left), rounded(top), rounded(width), rounded(height)];
  });
}

/** What is written into the marks of a plot and beside them, with its colour. */
export function textsOf({ marks }: PlotModel): { readonly text: string; readonly color: string }[] {
  const texts: { text: string; color: string }[] = [];
  const nothing = () => {};
  const ctx = {
    ...{ fillStyle: "", save: nothing, restore: nothing, beginPath: nothing, rect: nothing, clip: nothing },
    ...{ fill: nothing, stroke: nothing, measureText: (text: string) => ({ width: 7 * text.length }) },
    fillText(text: string) {
      texts.push({ text, color: ctx.fillStyle });
    },
  };
  Object.assign(globalThis, {
    Path2D: class {
      rect = nothing;
      roundRect = nothing;
    },
  });
  const bbox = { left: -1e9, top: -1e9, width: 2e9, height: 2e9 };
  marks.paint({ ctx, bbox, valToPos: (value: number) => value * scale } as unknown as uPlot);
  return texts;
}
