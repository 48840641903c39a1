import type { CopyValues, Finding } from "../../dashboard/finding.ts";
import { defined } from "../../json/defined.ts";
import { copyKey } from "../answers/collect-answers.ts";
import type { PageFinding } from "../page-data.ts";
import { clipQuery, clipText } from "./clip.ts";

/** Findings of one panel, and of the dashboard itself, that a page has. */
const [maxFindings, maxOfDashboard] = [50, 500];

const severities: Readonly<Record<string, PageFinding["severity"]>> = {
  error: "error",
  broken: "error",
  empty: "warning",
  unchecked: "warning",
};

/** Findings of a dashboard, to be asked for by panel. */
export interface SortedFindings {
  /** Of a panel, by its position among the dashboard's, or of one copy of it. */
  ofPanel(index: number, copy: CopyValues | undefined): PageFinding[];
  /** About the dashboard, its variables and annotations. */
  readonly rest: readonly PageFinding[];
}

/**
 * Sorts findings by the panels that they are about.
 *
 * @param panels - ids and titles of the dashboard's panels, in its order. Where two share both, each finding without a
 *   position is told of the first.
 */
export function sortFindings(
  findings: readonly Finding[],
  panels: readonly { readonly id?: number | undefined; readonly title: string }[],
): SortedFindings {
  const places = new Map([...panels.entries()].reverse().map(([index, { id, title }]) => [nameOf(id, title), index]));
  const byPanel = new Map<number, Finding[]>();
  const rest: PageFinding[] = [];
  for (const finding of findings) {
    const { panel, panelId, panelIndex } = finding;
    const index = panel === undefined ? undefined : (panelIndex ?? places.get(nameOf(panelId, panel)));
    if (index === undefined) rest.push(pageFinding(finding));
    else byPanel.set(index, [...(byPanel.get(index) ?? []), finding]);
  }
  return {
    rest: rest.slice(0, maxOfDashboard),
    ofPanel: (index, copy) =>
      (byPanel.get(index) ?? [])
        .filter(({ copies }) => copies === undefined || copies.some((one) => copyKey(one) === copyKey(copy)))
        .slice(0, maxFindings)
        .map(pageFinding),
  };
}

const nameOf = (id: number | undefined, title: string) => JSON.stringify([id ?? null, title]);

function pageFinding({ state, code, reason, refId, expr, variable, annotation, panel }: Finding): PageFinding {
  const about =
    panel !== undefined
      ? ""
      : variable !== undefined
        ? `$${variable}: `
        : annotation !== undefined
          ? `annotation ${annotation}: `
          : "";
  const severity = severities[state] ?? "info";
  return {
    severity,
    code: code ?? state,
    text: clipText(about + reason),
    ...defined({ refId, expr: expr === undefined ? undefined : clipQuery(expr) }),
  };
}
