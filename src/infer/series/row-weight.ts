import { shareByValue } from "../levels/typical.ts";
import type { Row } from "./rows.ts";

/** Rows differ in height by these factors, so that lines lie apart. */
const rowWeights = [1, 0.72, 1.31, 0.88, 1.12, 0.64, 1.2, 0.8] as const;
/** Factors by the values of labels: CPUs are idle for the most part, and errors are rare. */
const valueWeights = { idle: 6, serverError: 0.04, clientError: 0.1 } as const;

/** The factor by which a row's values differ from the usual ones: by its place, and by the values of its labels. */
export function rowWeight(row: Row): number {
  return rowWeights[row.index % rowWeights.length]! * valueWeight(row);
}

/** The product over labels whose value says that this is much or little. */
function valueWeight({ labels }: Row): number {
  let weight = 1;
  for (const value of labels.values()) {
    const share = /^[a-z_]{3,30}$/i.test(value) ? shareByValue(value) : undefined;
    if (share !== undefined) weight *= share;
    else if (/^(idle)$/i.test(value)) weight *= valueWeights.idle;
    else if (/^(5\d\d|5xx|.*(error|fail|timeout|drop|reject).*)$/i.test(value)) weight *= valueWeights.serverError;
    else if (/^(4\d\d|4xx)$/i.test(value)) weight *= valueWeights.clientError;
  }
  return weight;
}
