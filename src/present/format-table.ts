import {
  type CheckFinding,
  type CheckResult,
  type CheckState,
  notComputed,
  type PanelResult,
  type Unchecked,
} from "../check/result.ts";
import type { FindingState } from "../dashboard/codes/finding-codes.ts";
import { documentation } from "../system/documentation.ts";
import { displayWidth, fitTo, truncate, wrap } from "../text/columns.ts";
import { counted } from "../text/counted.ts";
import { plainLine } from "../text/plain-line.ts";
import { describePlace } from "./describe-place.ts";
import { describeCopies } from "./format-copies.ts";
import { formatUnit } from "./format-unit.ts";
import { sparkline } from "./sparkline.ts";
import { unusedLine } from "./unused-line.ts";

/** Functions that colour a text, or return it unchanged. */
export interface TablePainter {
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** Writes texts as they are. */
export const plainPainter: TablePainter = {
  red: (t) => t,
  green: (t) => t,
  yellow: (t) => t,
  dim: (t) => t,
  bold: (t) => t,
};

/** Most characters of a reason: a server may answer with a whole page. */
const maxReason = 2000;

/** Options of {@link formatTable}. */
export interface TableOptions {
  /** Width of the terminal in columns, at least 40. Default 100. */
  readonly columns?: number;
  /** Default: no colours. */
  readonly paint?: TablePainter;
  /** Whether to list findings below the table. Default true. */
  readonly findings?: boolean;
  /** Most findings to list; the rest is only counted. Default 50. */
  readonly maxFindings?: number;
}

/**
 * Formats the panels as a table for a terminal (title, state, number of series, last value, trend), then the counts and
 * the findings. Control characters in texts from the dashboard are escaped. Ends with a line break.
 */
export function formatTable(result: CheckResult, options: TableOptions = {}): string {
  const { paint = plainPainter, findings = true } = options;
  const columns = Math.max(40, options.columns ?? 100);
  const parts = [...panelLines(result, columns, paint), "", summaryLine(result, paint)];
  if (findings) parts.push(...notJudgedLines(result, columns, paint, options.maxFindings ?? 50));
  if (findings) parts.push(...uncheckedLines(result.unchecked, columns, paint, options.maxFindings ?? 50));
  if (findings) parts.push(...findingLines(result.findings, columns, paint, options.maxFindings ?? 50));
  if (findings && result.unusedMetrics.length > 0) {
    parts.push("", ...wrap(unusedLine(result.unusedMetrics.map(plainLine), "--output json"), columns));
  }
  return `${parts.join("\n")}\n`;
}

function panelLines({ panelResults }: CheckResult, columns: number, paint: TablePainter): string[] {
  const values = panelResults.map(({ lastValue, unit }) =>
    lastValue === undefined ? "" : plainLine(formatUnit(lastValue, unit)),
  );
  const titles = panelResults.map(({ title }) => plainLine(title === "" ? "(no title)" : title));
  const valueWidth = Math.min(14, Math.max(4, ...values.map(displayWidth)));
  const shapeWidth = Math.max(8, Math.min(32, Math.floor(columns / 4)));
  const states = panelResults.map(({ state }) => stateWord(state));
  const stateWidth = Math.max(7, ...states.map(displayWidth));
  const most = columns - valueWidth - shapeWidth - stateWidth - 6 - 8;
  const titleWidth = Math.max(5, Math.min(most, Math.max(5, ...titles.map(displayWidth))));
  const head = [
    fitTo("PANEL", titleWidth),
    fitTo("STATE", stateWidth),
    fitTo("SERIES", 6, "end"),
    fitTo("LAST", valueWidth, "end"),
    "TREND",
  ].join("  ");
  const rows = panelResults.map((panel, index) => {
    const isUnknown =
      panel.state === "skipped" || panel.state === "unchecked" || (isNotComputed(panel) && panel.series === 0);
    const series = isUnknown ? "" : String(panel.series);
    const shape = panel.note === undefined ? sparkline(panel.shape, shapeWidth) : paint.dim(plainLine(panel.note));
    const cells = [
      fitTo(titles[index]!, titleWidth),
      paintState(panel.state, fitTo(states[index]!, stateWidth), paint),
      fitTo(series, 6, "end"),
    ];
    const row = [...cells, fitTo(values[index]!, valueWidth, "end"), shape].join("  ").trimEnd();
    const copies = describeCopies(panel);
    return copies === undefined ? row : `${row}\n${copyLines(copies, columns, paint)}`;
  });
  return [paint.bold(head), ...rows];
}

function copyLines(text: string, columns: number, paint: TablePainter): string {
  const lines = wrap(plainLine(text), columns - 2);
  return lines.map((line) => paint.dim(`  ${line}`)).join("\n");
}
/** Whether a panel has data, and nobody knows what it shows of it. */
const isNotComputed = ({ note }: PanelResult) => note === notComputed;

/** The displayed name of a state. */
function stateWord(state: CheckState): string {
  return state === "unchecked" ? "not checked" : state;
}

/** Colours a text as its state is coloured everywhere. */
export function paintState(state: CheckState | FindingState, text: string, paint: TablePainter): string {
  if (state === "ok") return paint.green(text);
  if (state === "error" || state === "broken") return paint.red(text);
  return state === "empty" || state === "unchecked" ? paint.yellow(text) : paint.dim(text);
}

/** Where a list of findings is explained. @param code - one of them, as an example. */
export function findingsHelp(code: string): string {
  return `how to fix them: ${documentation("findings", code)}`;
}

/** `12 panels: 10 ok, 1 empty, 1 skipped; 2 broken, 1 hint`. */
export function summaryLine(
  { panels, panelResults, findings }: Pick<CheckResult, "panels" | "panelResults" | "findings">,
  paint: TablePainter = plainPainter,
): string {
  const { total, ok, empty, error, skipped, unchecked } = panels;
  const uncomputed = panelResults.filter(isNotComputed).length;
  const parts = [
    ok > 0 ? paint.green(`${ok} ok${uncomputed > 0 ? ` (${uncomputed} ${notComputed})` : ""}`) : "",
    empty > 0 ? paint.yellow(`${empty} empty`) : "",
    error > 0 ? paint.red(`${error} error`) : "",
    unchecked > 0 ? paint.yellow(`${unchecked} not checked`) : "",
    skipped > 0 ? paint.dim(`${skipped} skipped`) : "",
  ].filter((part) => part !== "");
  const count = (wanted: FindingState) => findings.filter(({ state }) => state === wanted).length;
  const [broken, hints] = [count("broken"), count("hint")];
  const told = [
    ...(broken > 0 ? [paint.red(`${broken} broken`)] : []),
    ...(hints > 0 ? [counted(hints, "hint", "hints")] : []),
  ];
  const states = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
  return `${counted(total, "panel")}${states}${told.length === 0 ? "" : `; ${told.join(", ")}`}`;
}

function findingLines(findings: readonly CheckFinding[], columns: number, paint: TablePainter, most: number): string[] {
  const told = findings.filter(({ state }) => state !== "skipped");
  const relayed = findings.filter(({ code }) => code === "relayed").length;
  const skipped = findings.length - told.length - relayed;
  const placeWidth = ({ code }: CheckFinding) => Math.max(8, columns - code.length - 12);
  const lines = told
    .slice(0, most)
    .flatMap((finding) => [
      "",
      `${paintState(finding.state, finding.state, paint)}  ` +
        `${paint.bold(truncate(plainLine(describePlace(finding)), placeWidth(finding)))}  ` +
        paint.dim(finding.code),
      ...wrap(plainLine(finding.reason).slice(0, maxReason), columns - 2).map((line) => `  ${line}`),
      ...(finding.expr === undefined ? [] : [paint.dim(`  ${truncate(plainLine(finding.expr), columns - 2)}`)]),
    ]);
  if (told.length > most) lines.push("", `… and ${told.length - most} more findings`);
  if (told.length > 0) lines.push("", paint.dim(findingsHelp(told[0]!.code)));
  if (relayed > 0)
    lines.push(
      "",
      paint.dim(`${counted(relayed, "query", "queries")} of relayed metrics: no data yet, or of other labels`),
    );
  if (skipped > 0)
    lines.push(
      "",
      paint.dim(`${skipped} ${skipped === 1 ? "query was" : "queries were"} skipped: non-Prometheus, empty or hidden`),
    );
  return lines;
}

function uncheckedLines(unchecked: readonly Unchecked[], columns: number, paint: TablePainter, most: number): string[] {
  const groups = byReason(unchecked);
  const lines = groups.slice(0, most).flatMap(({ first, reason, others }) => {
    const more = others === 0 ? "" : ` and ${others} more`;
    const place = truncate(plainLine(describePlace(first)), columns - 13 - more.length);
    return [
      "",
      `${paint.yellow("not checked")}  ${paint.bold(place)}${more}`,
      ...wrap(plainLine(reason).slice(0, maxReason), columns - 2).map((line) => `  ${line}`),
    ];
  });
  const left = groups.slice(most).reduce((sum, { others }) => sum + 1 + others, 0);
  return left > 0 ? [...lines, "", `… and ${left} more not checked`] : lines;
}

/** Puts together what was not checked for one reason; how often it was tried makes no other reason. */
function byReason(unchecked: readonly Unchecked[]) {
  const groups = new Map<string, { readonly first: Unchecked; readonly reason: string; others: number }>();
  for (const one of unchecked) {
    const reason = one.reason.replace(/ \(tried \d+ times in [^()]+\)$/, "");
    const known = groups.get(reason);
    if (known === undefined) groups.set(reason, { first: one, reason, others: 0 });
    else known.others++;
  }
  return [...groups.values()];
}

/** Panels whose queries have data, of which only Grafana shows how much is drawn. */
function notJudgedLines({ panelResults }: CheckResult, columns: number, paint: TablePainter, most: number): string[] {
  const panels = panelResults.filter(({ notJudged }) => notJudged !== undefined);
  if (panels.length === 0) return [];
  const count = panels.length === 1 ? "1 panel has" : `${panels.length} panels have`;
  const lines = panels.slice(0, most).map(({ title, panelId, notJudged = "" }) => {
    const place = describePlace({ panel: title, ...(panelId === undefined ? {} : { panelId }) });
    return paint.dim(`  ${truncate(plainLine(`${place}: ${notJudged}`), columns - 2)}`);
  });
  const more = panels.length > most ? [`  … and ${panels.length - most} more`] : [];
  return ["", `${count} data, but only Grafana can tell whether it is drawn:`, ...lines, ...more];
}
