import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

interface Build {
  readonly pages: readonly { readonly name: string }[];
  readonly buildPage: (page: unknown) => Promise<{ readonly files: { readonly "playground.html": Buffer } }>;
}

/** The playground's page as its sources are, without a document in it. */
export async function playgroundTemplate(): Promise<string> {
  const { buildPage, pages } = (await import(pathToFileURL(resolve("page/build.mjs")).href)) as Build;
  const { files } = await buildPage(pages.find(({ name }) => name === "playground"));
  return files["playground.html"].toString("utf8");
}
