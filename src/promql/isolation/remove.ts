import { scanText, type TextRegion } from "../grammar/scan.ts";
import { type IsolationLabel, matcherText, stripTexts, sumTexts } from "./label.ts";

/**
 * Removes exactly the text that `injectLabel` inserted, which restores the original query. Returns a query without
 * insertions unchanged. If a query does not parse (any more), it removes the insertions that it can find.
 */
export function removeInjection(query: string, label: IsolationLabel): string {
  if (!query.includes(label.name)) return query;
  const regions = scanText(query);
  const matchers = matcherCuts(query, regions, label);
  const strips = stripCuts(query, regions, label);
  const cuts = strips.length === 0 ? matchers : [...matchers, ...strips].sort((a, b) => a.from - b.from);
  let text = "";
  let at = 0;
  for (const { from, to } of cuts) {
    if (from < at) continue;
    text += query.slice(at, from);
    at = to;
  }
  return text + query.slice(at);
}

interface Cut {
  readonly from: number;
  readonly to: number;
}

/** `{name="value"}`, or `name="value",` in longer braces. */
function matcherCuts(query: string, regions: readonly TextRegion[], label: IsolationLabel): Cut[] {
  const text = matcherText(label);
  const cuts: Cut[] = [];
  let from = query.indexOf(text);
  for (const region of regions) {
    for (; from !== -1 && from < region.to; from = query.indexOf(text, from + 1)) {
      const before = query[from - 1] ?? "";
      if (region.kind === "code" && !/[\w:.]/.test(before))
        cuts.push(matcherCut(query, before, from, from + text.length));
    }
    if (from === -1) break;
  }
  return cuts;
}

function matcherCut(query: string, before: string, from: number, to: number): Cut {
  const after = query[to];
  if (before === "{" && after === "}") return { from: from - 1, to: to + 1 };
  if (after === ",") return { from, to: to + 1 };
  const comma = /,\s*$/.exec(query.slice(Math.max(0, from - 100), from));
  return { from: from - (comma?.[0].length ?? 0), to };
}

/** `label_replace(` and its `, "name", "", "", "")`; `sum without (name) (` and its `)`. */
function stripCuts(query: string, regions: readonly TextRegion[], label: IsolationLabel): Cut[] {
  const { open, close } = stripTexts(label);
  const sum = sumTexts(label);
  if (!query.includes(close) && !query.includes(sum.open)) return [];
  const cuts: Cut[] = [];
  const parens: number[] = [];
  for (const { kind, from, to } of regions) {
    if (kind !== "code") continue;
    for (let at = from; at < to; at++) {
      const char = query[at];
      if (char === "(") parens.push(at);
      else if (char === ")") {
        const paren = parens.pop();
        const start = paren === undefined ? -1 : paren + 1 - sum.open.length;
        if (start >= 0 && query.startsWith(sum.open, start) && !/[\w:.]/.test(query[start - 1] ?? ""))
          cuts.push({ from: start, to: paren! + 1 }, { from: at, to: at + 1 });
      } else if (char === "," && query.startsWith(close, at)) {
        const paren = parens.at(-1);
        const start = paren === undefined ? -1 : paren + 1 - open.length;
        if (paren !== undefined && start >= 0 && query.startsWith(open, start)) {
          cuts.push({ from: start, to: paren + 1 }, { from: at, to: at + close.length });
        }
      }
    }
  }
  return cuts;
}
