import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommentPictures } from "../../ci/comment/comment-pictures.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { type ChosenPictures, choosePictures, withAddresses } from "../../ci/pictures/choose-pictures.ts";
import type { PublishedPictures } from "../../ci/pictures/picture-store.ts";
import { CiError, UsageError } from "../../errors.ts";
import { codeSpan, escapeMarkdown } from "../../present/format-markdown.ts";
import { pageHtml } from "../../report/page-html.ts";
import { fileProblem } from "../../system/file-problem.ts";
import { counted } from "../../text/counted.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import type { DrawnPreviews } from "./draw-previews.ts";
import { warn } from "./warn.ts";

/** Pictures that the comment and the summary can show. */
export interface PlacedPictures {
  readonly shown: CommentPictures | undefined;
  /** Markdown for the summary of the step: where they are, if no address leads there. */
  readonly note: string | undefined;
  /** The folder that has page and pictures; undefined where there is none. */
  readonly folder?: string;
  /** See {@link PublishedPictures}. A failure is a warning. */
  settle(stands: boolean): Promise<void>;
}

/** Where pictures go, and whose they are. */
export interface PicturesRun {
  readonly request: Pick<UpRequest, "publishDir" | "picturesUrl" | "comment" | "commentPictures">;
  readonly review: Pick<Review, "number" | "endsWithRun">;
  readonly host: ReviewHost | undefined;
  readonly key: string;
  readonly order: number;
}

/**
 * Puts pictures and the page into `--publish-dir`, or pictures to the review's host. What fails is a warning: the
 * comment then has no pictures.
 */
export async function placePictures(
  drawn: DrawnPreviews,
  run: PicturesRun,
  context: CliContext,
): Promise<PlacedPictures> {
  const { publishDir: folder, picturesUrl } = run.request;
  const chosen = choosePictures(drawn.pictures);
  const page = `report-${run.key}.html`;
  const written = folder !== undefined && putFiles(folder, { drawn, chosen, page }, context);
  if (written && picturesUrl !== undefined) {
    const base = picturesUrl.replace(/\/+$/, "");
    const addresses = new Map(chosen.pictures.map(({ name }) => [name, `${base}/${name}`]));
    const shown = withAddresses(chosen, addresses, `${base}/${page}`);
    return { shown, note: undefined, folder: resolve(context.cwd, folder), settle: async () => {} };
  }
  const published = picturesUrl === undefined ? await toHost(chosen, run, context) : undefined;
  const note = written ? folderNote(folder, chosen, page) : undefined;
  const place = { note, ...(written ? { folder: resolve(context.cwd, folder) } : {}) };
  if (published === undefined) return { ...place, shown: undefined, settle: async () => {} };
  return {
    ...place,
    shown: withAddresses(chosen, published.addresses),
    settle: async (stands) => {
      await published.settle(stands).catch((error: unknown) => {
        if (!(error instanceof CiError)) throw error;
        warn(context, [`old pictures were not removed: ${error.message}`]);
      });
    },
  };
}

/** Pictures that the summary names. */
const maxNamed = 60;

/** Names the files: of a run that stores no pictures elsewhere, an artifact is the only place to find them. */
function folderNote(folder: string, { pictures }: ChosenPictures, page: string): string {
  const count = counted(pictures.length, "picture");
  const note = `The page \`${page}\` and ${count} are in the folder ${codeSpan(folder, 200)} of this run.`;
  if (pictures.length === 0) return note;
  const named = pictures.slice(0, maxNamed).map(({ name, alt }) => `- \`${name}\`: ${escapeMarkdown(alt)}`);
  const more = pictures.length > maxNamed ? [`- and ${pictures.length - maxNamed} more`] : [];
  const summary = `<summary>${count} and what they show</summary>`;
  return [note, "", `<details>${summary}`, "", ...named, ...more, "", "</details>"].join("\n");
}

function putFiles(
  folder: string,
  { drawn, chosen, page }: { drawn: DrawnPreviews; chosen: ChosenPictures; page: string },
  context: CliContext,
): boolean {
  const { cwd, files } = context;
  const path = (name: string) => ({ path: join(resolve(cwd, folder), name), what: join(folder, name) });
  try {
    mkdirSync(resolve(cwd, folder), { recursive: true });
    for (const { name, png } of chosen.pictures) files.bytes(path(name), png);
    files.render(path(page), drawn.data, (clean) => pageHtml(drawn.template, clean));
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!(error instanceof UsageError) && code === undefined) throw error;
    const reason = error instanceof UsageError ? error.message : `no such folder can be made ${fileProblem(error)}`;
    warn(context, [`--publish-dir ${folder}: ${reason}`]);
    return false;
  }
}

async function toHost(
  { pictures }: ChosenPictures,
  { request, review: { number, endsWithRun }, host, key, order }: PicturesRun,
  context: CliContext,
): Promise<PublishedPictures | undefined> {
  const store = host?.pictures;
  if (number === undefined || store === undefined || request.comment === "off") return undefined;
  if (pictures.length === 0 || endsWithRun === true || request.commentPictures === "off") return undefined;
  try {
    const published = await store.publish({ number, key, order }, pictures);
    const [first] = published.problems;
    const missing = pictures.length - published.addresses.size;
    if (first !== undefined) warn(context, [`${counted(missing, "picture")} missing in the comment: ${first}`]);
    return published;
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    const text = `no pictures in the comment: ${error.message}`;
    // Nobody asked for them: a token that may not store them is no fault of the run.
    if (request.commentPictures === "on") warn(context, [text]);
    else context.err.write(`note: ${text}\n`);
    return undefined;
  }
}
