import { ExpectedError } from "../../errors.ts";
import type { JsonObject } from "../../json/read.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { isFault } from "../../templating/fault.ts";
import type { QueryTiming, TimeRange } from "../../templating/query-timing.ts";
import type { ReasonCode } from "../explain/explanation.ts";
import type { CheckQuery } from "./check-query.ts";
import type { Guard } from "./guarded-backend.ts";
import type { PreparedQuery } from "./prepare-query.ts";
import { summarize } from "./series-summary.ts";

/** A query of a panel that is to be calculated with, or an expression. */
export type CalculatedPart =
  | {
      readonly refId: string;
      readonly query: CheckQuery;
      readonly expr: string;
      readonly timing: QueryTiming;
    }
  | { readonly refId: string; readonly settings: JsonObject };

/** The result of an expression. */
export type Calculated =
  | {
      readonly state: "ok";
      readonly series: readonly QuerySeries[];
      /** Rows of a table count, texts too. */
      readonly rows: number;
      readonly notices: readonly string[];
    }
  | {
      readonly state: "error";
      readonly message: string;
      /** Whether the server refuses the expression; else it could not be asked. */
      readonly refused: boolean;
    };

/** A server that is asked as the reviewer's browser would: built-in variables are left to it. */
export interface ReviewerBackend {
  /** @throws ExpectedError where the query fails. */
  query(
    request: {
      readonly query: CheckQuery;
      readonly expr: string;
      readonly range: TimeRange;
      readonly timing: QueryTiming;
      /** Asks for every n-th of the panel's instants only. Default 1: for all of them. */
      readonly every?: number | undefined;
    },
    signal?: AbortSignal,
  ): Promise<readonly QuerySeries[]>;
  /**
   * Calculates the expressions of one panel, in one request with the queries that they use. Absent where that is not
   * known.
   *
   * @returns what each expression gives, by refId.
   * @throws ExpectedError where the whole request fails.
   */
  calculate?(
    request: { readonly parts: readonly CalculatedPart[]; readonly range: TimeRange },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, Calculated>>;
}

/** Context for asking. */
export interface ReviewerRun {
  readonly reviewer?: ReviewerBackend | undefined;
  readonly reviewerGuard: Guard;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Puts a panel's query that Prometheus has data for to the reviewer's server. Returns what is wrong with that;
 * undefined if nothing is, or there is none to ask.
 *
 * @param every - of the panel's instants, every n-th is enough to see data. Without data there, all of them are asked.
 */
export async function askReviewer(
  query: CheckQuery,
  { forReviewer, forReviewerWithStep, range, timing }: PreparedQuery,
  { reviewer, reviewerGuard, signal }: ReviewerRun,
  every = 1,
): Promise<{ readonly state: "error" | "unchecked"; readonly code: ReasonCode; readonly reason: string } | undefined> {
  if (reviewer === undefined || query.place !== "panel") return undefined;
  const hasData = async (request: { readonly expr: string; readonly every?: number }) => {
    const series = await reviewerGuard((stop) => reviewer.query({ query, range, timing, ...request }, stop));
    return summarize(series).finite > 0;
  };
  const seen = async () => {
    try {
      return every > 1 && (await hasData({ expr: forReviewerWithStep, every }));
    } catch (error) {
      if (error instanceof ExpectedError && !isFault(error)) return false;
      throw error;
    }
  };
  try {
    if ((await seen()) || (await hasData({ expr: forReviewer }))) return undefined;
    return {
      state: "error",
      code: "data-source-empty",
      reason: "Prometheus has data for this query, but Grafana's data source gives none; is it the same server?",
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    if (!isFault(error))
      return {
        state: "error",
        code: "data-source-refused",
        reason: `Grafana could not run the query: ${error.message}`,
      };
    return {
      state: "unchecked",
      code: "no-answer",
      reason: `Prometheus has data for this query; whether Grafana shows it is not known: ${error.message}`,
    };
  }
}
