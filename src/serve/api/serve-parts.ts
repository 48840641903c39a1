import type { Playground } from "../../preview/playground/playground.ts";
import type { ServedPage } from "../page-headers.ts";
import type { RunningSpec } from "../running/running-spec.ts";
import type { SpecEditor } from "../running/spec-editor.ts";
import type { OwnMetrics } from "./own-metrics.ts";

/** Everything that the routes answer from. */
export interface ServeParts {
  readonly running: RunningSpec;
  readonly editor: SpecEditor;
  readonly metrics: OwnMetrics;
  readonly page: ServedPage;
  /** Without one, the page has none and there are no routes for it. */
  readonly playground: Playground | undefined;
  /** Another one for each start: nothing is stored, and a client can see that what it changed is gone. */
  readonly instance: string;
  /** Unix milliseconds. */
  readonly startedMs: number;
  readonly version: string;
  /** Hears of mistakes of the program, which clients are told nothing of. */
  readonly onFault: (error: Error) => void;
}
