import type { OptionSet } from "./option.ts";

/** How a page shows dashboards. */
export const pageOptions = {
  variables: {
    type: "choice",
    choices: ["current", "all"],
    default: "current",
    describe: "all: every value of each variable can be chosen in the page, one variable at a time",
  },
  "max-views": {
    type: "number",
    default: 20,
    describe: "With --variables all: how many choices of the variables a page has for each dashboard",
  },
  title: { type: "string", describe: "Title of the page; default the dashboard's" },
  theme: {
    type: "choice",
    choices: ["system", "dark", "light", "both"],
    default: "system",
    describe: "Colours; system: the page as the reader's system has them, pictures dark; both: pictures in both",
  },
} as const satisfies OptionSet;
