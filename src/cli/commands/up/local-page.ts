import { resolve } from "node:path";
import { UsageError } from "../../../errors.ts";
import type { RunContext } from "../../../preview/context.ts";
import type { LocalUp } from "../../../preview/local/up-local.ts";
import { localPage } from "../../../preview/page/local-page.ts";
import { pageHtml } from "../../../report/page-html.ts";
import { eventsPath, type PageServer, startPageServer } from "../../../serve/page-server.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { readPageTemplate } from "../../page-template.ts";
import { type PictureRequest, preparePictures, writePictures } from "../../review/write-pictures.ts";
import type { UpRequest } from "./options.ts";

/** The page of `up --local`, in a file, on a port, or both. */
export interface ShownPage {
  /** The address; undefined with `--exit`, or where there is no page. */
  readonly url: string | undefined;
  /** Shows what another filling gives. */
  show(local: LocalUp): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Shows the page of a filling: unless `--exit` is set on a loopback port, with `--page` in a file, with `--pictures` as
 * pictures.
 */
export async function showPage(
  local: LocalUp,
  request: UpRequest,
  context: CliContext & Pick<RunContext, "progress">,
): Promise<ShownPage> {
  const { exit, page: file, pictures, browser, port, watch, untrusted } = request;
  const nothing = { url: undefined, show: async () => {}, stop: async () => {} };
  if (exit && file === undefined && pictures === undefined) return nothing;
  const program = preparePictures({ ...usualPictures, browser, pictures }, context);
  const template = templateFor(request, context);
  if (template === undefined) return nothing;
  const make = async (filled: LocalUp) => {
    const { data } = await localPage(
      filled,
      { variables: "current", maxViews: 1, theme: "system", untrusted, generator: `dashpreview ${context.version}` },
      context,
    );
    const clean = context.redactor.value(data) as typeof data;
    if (file !== undefined)
      context.files.render({ path: resolve(context.cwd, file), what: file }, clean, (own) => pageHtml(template, own));
    if (pictures !== undefined) {
      context.progress.step("taking pictures");
      const page = { html: pageHtml(template, clean), data: clean };
      await writePictures(page, { ...usualPictures, browser, pictures, program: program! }, context);
    }
    return pageHtml(template, watch ? { ...clean, events: eventsPath } : clean);
  };
  const first = await make(local);
  if (file !== undefined) context.err.write(`wrote ${plainLine(file)}\n`);
  const server: PageServer | undefined = exit ? undefined : await startPageServer(first, { port });
  return {
    url: server?.url,
    show: async (filled) => {
      const html = await make(filled);
      server?.show(html);
    },
    stop: async () => server?.stop(),
  };
}

const usualPictures: Omit<PictureRequest, "pictures" | "browser"> = {
  picturesOf: "all",
  theme: "system",
  pictureWidth: 1400,
  pictureScale: "1",
  readme: false,
};

/** A checkout may lack the page, which nobody needs for the table. */
function templateFor({ page, pictures }: UpRequest, context: CliContext): string | undefined {
  try {
    return readPageTemplate(context);
  } catch (error) {
    if (page !== undefined || pictures !== undefined || !(error instanceof UsageError)) throw error;
    context.err.write(`note: no page: ${error.message}\n`);
    return undefined;
  }
}
