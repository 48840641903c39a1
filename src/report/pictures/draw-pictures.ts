import { ExpectedError, PictureError } from "../../errors.ts";
import { type LaunchOptions, launchBrowser } from "./browser/launch.ts";
import { type PictureOptions, type TakenPictures, takePictures } from "./take-pictures.ts";

/** Pictures in one or two themes, and the browser that takes them. */
export interface DrawOptions
  extends Omit<PictureOptions, "theme">,
    Pick<LaunchOptions, "program" | "temporaryFolder" | "env"> {
  readonly themes: readonly PictureOptions["theme"][];
  /** Default {@link usualTimeout}. */
  readonly timeoutMs?: number;
}

/** Pictures of a page by theme, and what is to be said about them. */
export interface DrawnPictures {
  readonly sets: ReadonlyMap<PictureOptions["theme"], TakenPictures>;
  readonly warnings: readonly string[];
}

/** Five minutes, for all pictures of a run. */
const usualTimeout = 300_000;

/**
 * Starts a browser, takes the pictures of a page and ends the browser.
 *
 * @throws {UsageError} if it does not start. {@link PictureError} if it or the page fails, or takes too long.
 */
export async function drawPictures(
  page: Parameters<typeof takePictures>[1],
  { themes, timeoutMs = usualTimeout, ...options }: DrawOptions,
): Promise<DrawnPictures> {
  const late = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([options.signal, late]);
  const browser = await launchBrowser({ ...options, offline: true, sandboxOnly: false, signal }).catch((error) => {
    options.signal.throwIfAborted();
    throw late.aborted ? tooLate(timeoutMs) : error;
  });
  const sets = new Map<PictureOptions["theme"], TakenPictures>();
  const stop = () => void browser.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const theme of themes) sets.set(theme, await takePictures(browser, page, { ...options, theme, signal }));
  } catch (error) {
    options.signal.throwIfAborted();
    if (late.aborted) throw tooLate(timeoutMs);
    if (error instanceof ExpectedError) throw error;
    throw new PictureError(`no pictures: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
    await browser.stop();
  }
  return { sets, warnings: [...(browser.sandboxed ? [] : [unsafe]), ...warningsOf([...sets.values()][0])] };
}

const tooLate = (timeoutMs: number) => new PictureError(`pictures were not taken within ${timeoutMs / 1000} s`);

const unsafe =
  "the browser ran without its sandbox, which does not work for this user here; it opened only the page that " +
  "dashpreview made, without network";

function warningsOf(set: TakenPictures | undefined): string[] {
  if (set === undefined) return [];
  const { leftOut, failures } = set;
  return [
    ...(leftOut === 0 ? [] : [`${leftOut} panels have no picture: a run takes ${set.panels.length}`]),
    ...failures.map((failure) => `could not be drawn: ${failure}`),
  ];
}
