/** The remaining budget for the texts of one dashboard. */
export interface TextBudget {
  /** Time for rendering. */
  leftMs: number;
  /** Characters that are shown at all: as HTML they are up to six times as many. */
  leftCharacters: number;
}

/** For one dashboard. */
export function newTextBudget(): TextBudget {
  return { leftMs: 1000, leftCharacters: 2_000_000 };
}

/** No single text may take longer than this. */
const maxTextMs = 500;

/**
 * Whether a text may be rendered within the budget, from what its worst case costs: the Markdown renderer takes time
 * that grows with the square of the emphasis marks of a paragraph and with the cube of its brackets. Counts what it
 * allows against the budget.
 */
export function allows(budget: TextBudget, text: string, mode: "markdown" | "html"): boolean {
  const costMs = (mode === "html" ? htmlCost(text) : markdownCost(text)) / 1e6;
  if (costMs > maxTextMs || costMs > budget.leftMs) return false;
  budget.leftMs -= costMs;
  return true;
}

/** The beginning of a text that may be shown; counts it against the budget. */
export function shownPart(budget: TextBudget, text: string): string {
  const length = Math.min(text.length, maxTextLength, budget.leftCharacters);
  budget.leftCharacters -= length;
  return length === text.length ? text : `${text.slice(0, length)} … (cut)`;
}

const maxTextLength = 200_000;

/** In nanoseconds, as measured on texts that are made to be slow. */
function markdownCost(text: string): number {
  const paragraphs = text.split(/\n[\t ]*\n/).map((paragraph) => {
    const brackets = count(paragraph, /\[/g);
    return paragraph.length * (1.5 * brackets ** 2 + 30 * count(paragraph, /[*_~`<>]/g));
  });
  return paragraphs.reduce((sum, cost) => sum + cost, 0) + 0.5 * text.length ** 2 + 2000 * text.length + htmlCost(text);
}

function htmlCost(text: string): number {
  return text.length * 400 + count(text, /</g) * 10_000;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
