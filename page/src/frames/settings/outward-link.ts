import type { Field, LinkModel } from "@grafana/data";

/**
 * A link of a value as a page shows it: one that leads to a server that the dashboard names opens in a new tab, every
 * other has a title and no address.
 *
 * @param written - the address with the variables of fields and values in it.
 */
export function outwardLink(written: string | undefined, link: LinkModel<Field>): LinkModel<Field> {
  const { title, origin, oneClick, href } = link;
  const [meant, filled] = [parsed(written), parsed(href)];
  const leads = meant !== undefined && filled !== undefined && filled.origin === meant.origin;
  return {
    title: title || "Link",
    origin,
    ...(oneClick === undefined ? {} : { oneClick }),
    href: (leads ? filled.href : undefined) as string,
    target: leads ? "_blank" : undefined,
  };
}

function parsed(address: string | undefined): URL | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPlain = /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return isPlain ? url : undefined;
}
