import { shareByValue } from "../levels/typical.ts";
import { type Outcome, outcomeOfLabel } from "../meaning/words.ts";
import type { Row } from "./rows.ts";

/** Rows differ in height by these factors, so that lines lie apart. */
const rowWeights = [1, 0.72, 1.31, 0.88, 1.12, 0.64, 1.2, 0.8] as const;
/** Factors by the values of labels: CPUs are idle for the most part, and errors are rare. */
const valueWeights = { idle: 1.8, serverError: 0.006, clientError: 0.02, miss: 0.06 } as const;

function outcomeWeight(outcome: Outcome | undefined): number {
  return outcome === "errors" ? valueWeights.serverError : outcome === "misses" ? valueWeights.miss : 1;
}

/** The factor by which a row's values differ from the usual ones: by its place, and by the values of its labels. */
export function rowWeight(row: Row): number {
  return rowWeights[row.index % rowWeights.length]! * valueWeight(row);
}

/** The product over labels whose value says that this is much or little. */
function valueWeight({ labels }: Row): number {
  let weight = 1;
  for (const [name, value] of labels) {
    const share = /^[a-z_]{3,30}$/i.test(value) ? shareByValue(value) : undefined;
    if (share !== undefined) weight *= share;
    else if (/^(idle)$/i.test(value)) weight *= valueWeights.idle;
    else if (/^(4\d\d|4xx)$/i.test(value)) weight *= valueWeights.clientError;
    else if (/^(5\d\d|5xx)$/i.test(value)) weight *= valueWeights.serverError;
    else weight *= outcomeWeight(outcomeOfLabel({ name, op: "=", value }));
  }
  return weight;
}
