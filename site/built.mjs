// What of a built site leads nowhere: every address of its pages is looked up among its files, every anchor among the
// ids of the page that it names.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

const decoded = (text) => decodeURIComponent(text.replaceAll("&amp;", "&"));

/** The faults of the pages below `folder`, which is served below the path `base`. */
export function anchorFaults(folder, base) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  // The playground is a page of its own, whose script has texts that look like tags.
  const pages = names.filter((name) => name !== "playground.html");
  const texts = new Map(pages.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const ids = new Map([...texts].map(([name, text]) => [name, new Set(idsOf(text))]));
  return [...texts].flatMap(([name, text]) =>
    [...new Set([...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target]) => target))].flatMap((target) => {
      const fault = faultOf(name, decoded(target));
      return fault === undefined ? [] : [`${name}: ${target} ${fault}`];
    }),
  );

  function faultOf(name, target) {
    if (/^[a-z][a-z+.-]*:/i.test(target))
      return /^(https?:|data:(,$|image\/))/i.test(target) ? undefined : "is no address of the web";
    const [, path, hash = ""] = /^([^#?]*)[^#]*(?:#(.*))?$/.exec(target);
    if (path.startsWith("/") && !path.startsWith(base)) return `is not below ${base}`;
    const wanted =
      path === "" ? name : path.startsWith("/") ? path.slice(base.length) : posix.join(dirname(name), path);
    const file = wanted === "" || wanted.endsWith("/") ? `${wanted}index.html` : wanted;
    if (!existsSync(join(folder, file))) return "leads to no file";
    if (hash === "" || !ids.has(file)) return undefined;
    return ids.get(file).has(hash) ? undefined : "leads to no heading";
  }
}

function idsOf(text) {
  return [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decoded(id));
}
