import type { OptionSet } from "./option.ts";

/** Which pictures are taken, and how. */
export const pictureOptions = {
  pictures: {
    type: "string",
    describe: "Write a PNG of each dashboard and each panel, and index.json, to this folder",
  },
  "pictures-of": {
    type: "choice",
    choices: ["all", "changed"],
    default: "all",
    describe: "With --base: pictures of all panels, or of those that are not as they were",
  },
  "picture-width": { type: "number", default: 1400, describe: "Pixels of a dashboard from left to right" },
  "picture-scale": {
    type: "choice",
    choices: ["1", "2"],
    default: "1",
    describe: "Pixels of a picture for each pixel of the dashboard; 2 is for sharp screens",
  },
  readme: {
    type: "boolean",
    default: false,
    describe: "Name pictures by file and panel id, so that links to them stay when titles change",
  },
  browser: {
    type: "string",
    describe: "Chromium, Chrome or Edge that takes the pictures; default: of the PATH, Playwright or npm run demo",
  },
} as const satisfies OptionSet;
