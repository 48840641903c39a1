import { compactPage } from "./compact-page.ts";
import type { PageData } from "./page-data.ts";

/** The place of the document in the page that `npm run page` builds. */
const place = /(<script type="application\/json" id="dashpreview-data">)[^<]*(<\/script>)/;

/** The beginning of the policy of that page, which lets it load nothing. */
const policy = /(<meta http-equiv="Content-Security-Policy" content=")default-src 'none';/;

/**
 * A page with a document in it. The document cannot end the element that it stands in. One that
 * listens to events may ask its own server for them, and for nothing else.
 *
 * @param template - `assets/page.html`.
 * @throws {Error} if the template has no place for it.
 */
export function pageHtml(template: string, data: PageData): string {
  return fillPage(template, compactPage(data), data.events === undefined ? undefined : "'self'");
}

/**
 * A page of either kind with its document in it.
 *
 * @param connects - the one address that the page may talk to, as its policy names it. Default: none.
 * @throws {Error} if the template has no place for it.
 */
export function fillPage(template: string, document: object, connects: string | undefined): string {
  if (!place.test(template)) throw new Error("the page has no place for its data: build it again with npm run page");
  const json = inScript(JSON.stringify(document));
  const page =
    connects === undefined ? template : template.replace(policy, `$1default-src 'none'; connect-src ${connects};`);
  return page.replace(place, (_, open: string, close: string) => `${open}${json}${close}`);
}

/** JSON that can stand in a script element. */
function inScript(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
