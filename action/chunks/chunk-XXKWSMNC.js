import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  ExpectedError,
  InterruptedError,
  SpecError,
  formatProblem
} from "./chunk-E7O6XGVL.js";

// src/cli/report-error.ts
function reportError(error, { err, out, version, signal }, { json }) {
  const known = signal.aborted && !(error instanceof ExpectedError) ? new InterruptedError() : error;
  const paint = painter(err.colours);
  if (known instanceof ExpectedError) {
    if (json) out.json({ error: { code: known.code, message: known.message, ...known.details } });
    const messages = known instanceof SpecError ? known.problems.map(formatProblem) : [known.message];
    for (const message of messages) err.write(`${paint.red("error:")} ${message}
`);
    return known.exitCode;
  }
  if (json) out.json({ error: { code: "bug", message: known instanceof Error ? known.message : String(known) } });
  err.write(
    `${paint.red("bug:")} dashpreview ${version} met something that it did not expect; please report it with the lines below.
`
  );
  err.write(`${known instanceof Error ? known.stack ?? known.message : String(known)}
`);
  return 3;
}

export {
  reportError
};
