import { readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { UsageError } from "../../../errors.ts";
import { isExecutable } from "../../../system/executable.ts";
import { type CacheOwner, programCache } from "../../../system/program-cache.ts";

/** Where {@link findBrowser} looks. */
export interface BrowserSearch extends CacheOwner {
  /** `--browser`: then nothing else is looked at. */
  readonly wanted?: string | undefined;
  /** Where programs lie that are not on the PATH. Default: those of macOS. */
  readonly applications?: readonly string[];
}

/** Programs that speak the protocol, as their packages name them, plain ones first. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "msedge",
  "chrome-headless-shell",
];
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
/** Below a folder of Playwright's cache. */
const playwrightPrograms = [
  "chrome-linux/headless_shell",
  "chrome-headless-shell-linux64/chrome-headless-shell",
  "chrome-linux/chrome",
  "chrome-linux64/chrome",
  "chrome-mac/headless_shell",
  "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a browser of the Chromium family: the wanted one, else from PATH, else where systems, Playwright and
 * `npm run demo` put them.
 *
 * @throws {UsageError} code `no-browser` if there is none; the message says how to get one.
 */
export function findBrowser({ env, homeFolder, wanted, applications = macApplications }: BrowserSearch): string {
  if (wanted !== undefined) {
    if (isExecutable(wanted)) return wanted;
    throw new UsageError(`--browser ${wanted}: there is no program at this path`, { code: "no-browser" });
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  // Root's cache has links to programs that others may run: the browser is started as somebody else.
  const cache = programCache({ env, homeFolder });
  const cached = cache === undefined ? [] : [join(cache, "chromium")];
  const found = [...onPath, ...applications, ...fromPlaywright(env, homeFolder), ...cached].find(isExecutable);
  if (found !== undefined) return dirname(found) === cache ? realpathSync(found) : found;
  throw new UsageError(
    "pictures need a browser, and no Chromium, Chrome or Edge was found. Install one (Debian: apt install chromium; " +
      "Ubuntu, macOS: Google Chrome; or npx playwright install chromium-headless-shell), or name one with --browser " +
      "or DASHPREVIEW_BROWSER",
    { code: "no-browser" },
  );
}

/** Chromiums that Playwright downloaded, the newest first. */
function fromPlaywright(env: BrowserSearch["env"], homeFolder: string | undefined): string[] {
  const named = env["PLAYWRIGHT_BROWSERS_PATH"];
  const usual = homeFolder === undefined ? [] : [".cache", "Library/Caches"].map((name) => join(homeFolder, name));
  const folders = [
    ...(named !== undefined && isAbsolute(named) ? [named] : []),
    ...usual.map((cache) => join(cache, "ms-playwright")),
  ];
  const version = (name: string) => Number(/-(\d+)$/.exec(name)?.[1] ?? 0);
  return folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => /^chromium(?:_headless_shell)?-\d+$/.test(name))
      .sort((a, b) => version(b) - version(a))
      .flatMap((name) => playwrightPrograms.map((program) => join(folder, name, program))),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
