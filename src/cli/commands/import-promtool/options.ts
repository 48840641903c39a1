import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { outputOptions } from "../../flags/options.ts";

/** The options of `import-promtool`. */
export const importPromtoolOptions = {
  file: {
    type: "string",
    alias: "o",
    describe: "Write to this file; of several tests x.data.yaml becomes x-NAME.data.yaml. Default standard output",
  },
  "keep-time": {
    type: "boolean",
    default: false,
    describe: "Begin in 1970 as promtool does, for rules that use the time; default: the window ends now",
  },
  ...outputOptions,
} as const satisfies OptionSet;

/** The argument of `import-promtool`. */
export const importPromtoolPositionals = {
  tests: { required: true, describe: "The unit-test file" },
} as const satisfies PositionalSet;

/** The request of `import-promtool`. */
export type ImportPromtoolRequest = CommandRequest<typeof importPromtoolOptions, typeof importPromtoolPositionals>;
