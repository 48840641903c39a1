import type { PromqlNode } from "../../promql/tree/node.ts";
import { askable } from "../../promql/tree/node-walk.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { type SeriesSummary, summarize } from "../run/series-summary.ts";
import type { SelectorContext } from "./explain-selector.ts";
import type { Explanation } from "./explanation.ts";

/** Asks a server while a query without data is explained. */
export interface ExplainContext extends SelectorContext {
  /**
   * Evaluates a part of the query as the query itself was evaluated: over the window, or at its end. Counts against a
   * budget of the caller.
   */
  readonly ask: (expression: string) => Promise<readonly QuerySeries[]>;
  /** Evaluated at one instant, not over the window. */
  readonly instant: boolean;
  /** Takes what isolation put into a text out of it. */
  readonly withoutIsolation?: ((text: string) => string) | undefined;
  /** Samples are this far apart, in milliseconds. */
  readonly scrapeIntervalMs?: number | undefined;
}

/** A part of a query, evaluated. */
export interface Part {
  readonly summary: SeriesSummary;
  readonly series: readonly QuerySeries[];
}

/** The parts of one query: the result of each, and its name in messages. */
export class QueryParts {
  readonly context: ExplainContext;
  /** The query that was run. */
  readonly query: string;
  constructor(query: string, context: ExplainContext) {
    this.query = query;
    this.context = context;
  }

  /** Whether a part has at least one finite sample. */
  async hasData(node: PromqlNode): Promise<boolean> {
    return (await this.evaluate(node)).summary.finite > 0;
  }

  async evaluate(node: PromqlNode): Promise<Part> {
    const series = await this.context.ask(askable(node, this.raw(node)));
    return { series, summary: summarize(series) };
  }

  /** As it stands in the query that was run. */
  raw({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.query.slice(from, to);
  }

  /** As it is shown: without isolation. */
  text(node: PromqlNode): string {
    const raw = this.raw(node);
    return this.context.withoutIsolation?.(raw) ?? raw;
  }

  /** An explanation that names the part; a reason that begins with a verb gets the part as its subject. */
  because(node: PromqlNode, code: Explanation["code"], reason: string): Explanation {
    const part = this.text(node);
    const verb = /^(has|looks|is|gives|returns|divides) /.test(reason);
    return { code, reason: verb ? `${shorten(part)} ${reason}` : reason, part };
  }

  nothing(node: PromqlNode, reason: string): Explanation {
    return this.because(node, "unknown", reason);
  }

  /** How far samples lie apart, in brackets; empty where that is not known. */
  distance(): string {
    const { scrapeIntervalMs } = this.context;
    return scrapeIntervalMs === undefined ? "" : ` (one every ${scrapeIntervalMs / 1000} s)`;
  }
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
