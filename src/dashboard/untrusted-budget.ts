/** What is left of the time that rendering the texts of one dashboard may take. */
export interface TextBudget {
  leftMs: number;
}

/** For one dashboard. */
export function newTextBudget(): TextBudget {
  return { leftMs: 2000 };
}

/** No single text may take longer than this. */
const maxTextMs = 500;

/**
 * Whether a text may be rendered within the budget, from what its worst case costs: the Markdown renderer takes time that grows with the square of the
 * emphasis marks of a paragraph and with the cube of its brackets. Counts what it allows against the budget.
 */
export function allows(budget: TextBudget, text: string, mode: "markdown" | "html"): boolean {
  const costMs = (mode === "html" ? htmlCost(text) : markdownCost(text)) / 1e6;
  if (costMs > maxTextMs || costMs > budget.leftMs) return false;
  budget.leftMs -= costMs;
  return true;
}

/** In nanoseconds, as measured on texts that are made to be slow. */
function markdownCost(text: string): number {
  const paragraphs = text.split(/\n[\t ]*\n/).map((paragraph) => {
    const brackets = count(paragraph, /\[/g);
    return paragraph.length * (1.5 * brackets ** 2 + 30 * count(paragraph, /[*_~`<>]/g));
  });
  return paragraphs.reduce((sum, cost) => sum + cost, 0) + 0.5 * text.length ** 2 + htmlCost(text);
}

function htmlCost(text: string): number {
  return text.length * 400 + count(text, /</g) * 10_000;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
