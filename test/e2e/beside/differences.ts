import type { DrawnSides } from "./both-sides.ts";
import type { DrawnPanel, DrawnText } from "./read-panels.ts";

/** A part of a panel that is not the same in both. */
export interface Difference {
  readonly panel: string;
  readonly what: "missing" | "box" | "texts" | "colours" | "axes" | "legend colours";
  /** What is in the one only. */
  readonly ours: readonly string[];
  readonly grafana: readonly string[];
}

/** Panels by title, the second of a title apart from the first. */
function byTitle(panels: readonly DrawnPanel[]): Map<string, DrawnPanel> {
  const seen = new Map<string, number>();
  const sorted = [...panels].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  return new Map(
    sorted.map((panel) => {
      const count = (seen.get(panel.title) ?? 0) + 1;
      seen.set(panel.title, count);
      return [count === 1 ? panel.title : `${panel.title} (${count})`, panel];
    }),
  );
}

const textOf = ({ text }: DrawnText) => text;
const colored = ({ text, color, background }: DrawnText) => `${text} ${color} on ${background ?? "nothing"}`;

/** What is in the one list and not in the other, each as often as that. */
function onlyIn(one: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return one.filter((text) => {
    const at = left.indexOf(text);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/**
 * What differs between the two, panel by panel: texts of elements (values, cells, legends), their colours and
 * backgrounds, texts on canvases (labels of axes, values in bars), colours of the legend's marks, the panel's size.
 */
export function differences({ ours, grafana }: DrawnSides): Difference[] {
  const theirs = byTitle(grafana);
  const mine = byTitle(ours);
  const titles = new Set([...theirs.keys(), ...mine.keys()]);
  return [...titles].flatMap((panel): Difference[] => {
    const [one, other] = [mine.get(panel), theirs.get(panel)];
    if (one === undefined || other === undefined)
      return [
        { panel, what: "missing", ours: one === undefined ? [] : [panel], grafana: other === undefined ? [] : [panel] },
      ];
    const parts = (["texts", "colours", "axes", "legend colours", "box"] as const).flatMap((what): Difference[] => {
      const [a, b] = [partOf(one, what), partOf(other, what)];
      const [more, less] = [onlyIn(a, b), onlyIn(b, a)];
      return more.length + less.length === 0 ? [] : [{ panel, what, ours: more, grafana: less }];
    });
    const unlike = parts.some(({ what }) => what === "texts");
    return parts.filter(({ what }) => !(unlike && what === "colours"));
  });
}

function partOf({ texts, canvas, icons, box }: DrawnPanel, what: Difference["what"]): readonly string[] {
  if (what === "texts") return texts.map(textOf);
  if (what === "colours") return texts.map(colored);
  if (what === "axes") return canvas.map(textOf);
  return what === "legend colours" ? icons : [`${box.width}x${box.height}`];
}
