import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import type { PageData } from "../../report/page-data.ts";
import { findBrowser } from "../../report/pictures/browser/find-browser.ts";
import { drawPictures } from "../../report/pictures/draw-pictures.ts";
import { pictureFiles } from "../../report/pictures/picture-files.ts";
import { fileProblem } from "../../system/file-problem.ts";
import { counted } from "../../text/counted.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { ReportRequest } from "../commands/report/options.ts";
import type { CliContext } from "../context.ts";

/** The options that are about pictures. */
export type PictureRequest = Pick<
  ReportRequest,
  "pictures" | "picturesOf" | "pictureWidth" | "pictureScale" | "browser" | "readme" | "theme"
>;

const widths = { least: 400, most: 4000 };
/** Panels of a run that get pictures. */
const maxPanels = 400;

/**
 * The browser that takes the pictures that are asked for; undefined without `--pictures`.
 *
 * @throws {UsageError} if there is none, or the pictures cannot be of the size that is asked for: before anything is
 *   written or queried.
 */
export function preparePictures(request: PictureRequest, context: CliContext): string | undefined {
  const { pictures, pictureWidth: width, browser: wanted } = request;
  if (pictures === undefined) return undefined;
  if (width < widths.least || width > widths.most)
    throw new UsageError(`--picture-width ${width}: expected ${widths.least} to ${widths.most} pixels`);
  return findBrowser({ env: context.env, homeFolder: context.homeFolder, wanted });
}

/** Takes the pictures of a page and writes them to `--pictures`, with an index of them. */
export async function writePictures(
  page: { readonly html: string; readonly data: PageData },
  request: PictureRequest & { readonly pictures: string; readonly program: string },
  context: CliContext,
): Promise<void> {
  const { pictures: name, theme, pictureScale, readme, program } = request;
  const { sets, warnings } = await drawPictures(page, {
    ...{ program, temporaryFolder: context.temporaryFolder, env: context.childEnv },
    themes: theme === "both" ? ["dark", "light"] : [theme === "light" ? "light" : "dark"],
    ...{ width: request.pictureWidth, scale: pictureScale === "2" ? 2 : 1, which: request.picturesOf, maxPanels },
    ...{ sleep: context.sleep, signal: context.signal },
  });
  const files = pictureFiles(sets, page.data, { naming: readme ? "ids" : "titles" });
  const folder = resolve(context.cwd, name);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`--pictures ${name}: no such folder can be made ${fileProblem(error)}`);
  }
  for (const { name: file, picture } of files)
    context.files.bytes({ path: join(folder, file), what: join(name, file) }, picture.png);
  const index = { version: 1, generator: page.data.generator, pictures: files.map(({ entry }) => entry) };
  context.files.json({ path: join(folder, "index.json"), what: join(name, "index.json") }, index, { indent: 2 });
  for (const text of warnings) context.err.write(`warning: ${plainLine(text)}\n`);
  context.err.write(`wrote ${counted(files.length, "picture")} to ${plainLine(name)}\n`);
}
