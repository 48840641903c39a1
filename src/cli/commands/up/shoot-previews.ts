import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parts } from "../../../dashboard/view/parts.ts";
import { ExpectedError, InterruptedError, UsageError } from "../../../errors.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import type { UpDashboard, UpResult } from "../../../preview/up/up-result.ts";
import { findBrowser } from "../../../report/pictures/browser/find-browser.ts";
import { takeGrafanaPictures } from "../../../report/pictures/grafana/grafana-pictures.ts";
import type { ShownDashboard } from "../../../report/pictures/grafana/grafana-views.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { grafanaConnection } from "../../flags/servers.ts";
import { warn } from "../../review/warn.ts";
import type { UpRequest } from "./options.ts";

/** @throws {UsageError} for pictures that nobody would take. */
export function refusePictures({ pictures, picturesFrom }: UpRequest): void {
  if (pictures !== undefined && picturesFrom !== "grafana")
    throw new UsageError("--pictures goes with --local, or with --pictures-from grafana for previews in Grafana");
  if (pictures === undefined && picturesFrom === "grafana")
    throw new UsageError("--pictures-from grafana: --pictures names the folder that they go to");
}

/** Pixels of a dashboard from left to right. */
const width = 1400;

/**
 * Writes pictures of a run's previews as Grafana shows them, `UID.png` and `UID--PANEL.png`. A failure is a warning:
 * the previews stand.
 */
export async function shootPreviews(
  { state, dashboards, window }: UpResult,
  inputs: Inputs,
  request: UpRequest,
  context: CliContext,
): Promise<void> {
  const { pictures: name, grafanaUrl } = request;
  if (name === undefined || grafanaUrl === undefined || state !== "done" || dashboards.length === 0) return;
  const shown = dashboards.map((dashboard) => shownOf(dashboard, { inputs, window }));
  try {
    const { by, pictures } = await takeGrafanaPictures(shown, {
      grafana: grafanaConnection({ ...request, grafanaUrl }, context),
      program: programFor(request, context),
      ...{ temporaryFolder: context.temporaryFolder, env: context.childEnv, signal: context.signal },
      ...{ width, scale: 1, theme: "dark", sleep: context.sleep },
    });
    const folder = resolve(context.cwd, name);
    mkdirSync(folder, { recursive: true });
    for (const { dashboard, panelId, picture } of pictures) {
      const file = `${shown[dashboard]!.uid}${panelId === undefined ? "" : `--${panelId}`}.png`;
      context.files.bytes({ path: join(folder, file), what: join(name, file) }, picture.png);
    }
    const who = by === "renderer" ? "Grafana's image renderer" : "a browser that showed Grafana";
    context.err.write(`wrote ${counted(pictures.length, "picture")} by ${who} to ${plainLine(name)}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof InterruptedError || context.signal.aborted) throw error;
    if (!(error instanceof ExpectedError) && typeof code !== "string") throw error;
    warn(context, [`no pictures: ${(error as Error).message}`]);
  }
}

function shownOf(
  { uid, title, source: file, opensOn }: UpDashboard,
  { inputs, window }: { readonly inputs: Inputs; readonly window: UpResult["window"] },
): ShownDashboard {
  const found = inputs.dashboards.find(({ source }) => source.file === file)?.source;
  const panels = found === undefined ? [] : parts(found).panels;
  return {
    ...{ uid, title, range: opensOn ?? window },
    panels: panels.flatMap(({ id, title, type, position }) => {
      if (id === undefined || type === "row") return [];
      const { y = 0, width: columns = 12, height = 8 } = position ?? {};
      return [{ id, title, place: { y, width: columns, height } }];
    }),
  };
}

/** A Grafana with a renderer needs none. */
function programFor({ browser: wanted }: UpRequest, { env, homeFolder }: CliContext): string | undefined {
  try {
    return findBrowser({ env, homeFolder, wanted });
  } catch (error) {
    if (wanted !== undefined || !(error instanceof UsageError)) throw error;
    return undefined;
  }
}
