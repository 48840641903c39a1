import { resolve } from "node:path";
import { UsageError } from "../../../errors.ts";
import type { RunContext } from "../../../preview/context.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import { createPageChecks, type PageChecks } from "../../../preview/page/page-checks.ts";
import { withAlerts } from "../../../preview/page/with-alerts.ts";
import { joinPages } from "../../../preview/scenarios/join-pages.ts";
import type { PageData } from "../../../report/page-data.ts";
import { pageHtml } from "../../../report/page-html.ts";
import { eventsPath, type PageServer, startPageServer } from "../../../serve/page-server.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { readPageTemplate } from "../../page-template.ts";
import { type PictureRequest, preparePictures, writePictures } from "../../review/write-pictures.ts";
import type { LocalScenario } from "./local-result.ts";
import type { UpRequest } from "./options.ts";

/** The page of `up --local`, in a file, on a port, or both. */
export interface ShownPage {
  /** The checks that its next state is made of; undefined where there is no page. */
  checksOf(
    inputs: Inputs,
    of: { readonly scenario: string | undefined; readonly pages: number },
  ): PageChecks | undefined;
  /**
   * Takes the port where the page will be served, and answers there that it is on its way.
   *
   * @throws {UsageError} if another program has the port.
   */
  open(): Promise<void>;
  /**
   * Shows what a filling gives, all scenarios on one page.
   *
   * @returns the address; undefined with `--exit`, or where there is no page.
   */
  show(filled: readonly LocalScenario[]): Promise<string | undefined>;
  stop(): Promise<void>;
}

/**
 * The page of a run: unless `--exit` is set on a loopback port, with `--page` in a file, with `--pictures` as pictures.
 * What it lacks, such as a browser, is said here, before anything takes its time.
 */
export function preparePage(request: UpRequest, context: CliContext & Pick<RunContext, "progress">): ShownPage {
  const { exit, page: file, pictures, browser, port, watch, relay, untrusted } = request;
  const nothing = {
    checksOf: () => undefined,
    open: async () => {},
    show: async () => undefined,
    stop: async () => {},
  };
  if (exit && file === undefined && pictures === undefined) return nothing;
  const program = preparePictures({ ...usualPictures, browser, pictures }, context);
  const template = templateFor(request, context);
  if (template === undefined) return nothing;
  let shown = false;
  const make = async (filled: readonly LocalScenario[]) => {
    const pages: PageData[] = [];
    for (const { scenario, local, checks, rules } of filled) {
      const { data: drawn } = await checks!.page(local.checkOf, context);
      pages.push(withAlerts(drawn, local.rules, rules, { scenario }));
    }
    const data = joinPages(pages);
    const clean = context.redactor.value(data) as typeof data;
    if (file !== undefined)
      context.files.render({ path: resolve(context.cwd, file), what: file }, clean, (own) => pageHtml(template, own));
    // A page of relayed data comes again and again; its pictures are those of the first.
    if (pictures !== undefined && !(shown && relay !== undefined)) {
      context.progress.step("taking pictures");
      const page = { html: pageHtml(template, clean), data: clean };
      await writePictures(page, { ...usualPictures, browser, pictures, program: program! }, context);
    }
    return pageHtml(template, watch || relay !== undefined ? { ...clean, events: eventsPath } : clean);
  };
  let server: PageServer | undefined;
  return {
    checksOf: ({ dashboards }, { scenario, pages }) =>
      createPageChecks({
        ...{ scenario, pages },
        ...{ variables: "current", maxViews: 1, theme: "system", untrusted },
        generator: `dashpreview ${context.version}`,
        sources: dashboards.map(({ source }) => source),
      }),
    async open() {
      if (!exit) server = await startPageServer(waiting, { port });
    },
    async show(filled) {
      const html = await make(filled);
      if (file !== undefined && !shown) context.err.write(`wrote ${plainLine(file)}\n`);
      shown = true;
      server?.show(html);
      return server?.url;
    },
    stop: async () => server?.stop(),
  };
}

/** Until the page is there, a browser asks again each second. */
const waiting =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>dashpreview</title>' +
  "<p>The dashboards are being filled and checked; the page then comes by itself.</p>\n";

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
