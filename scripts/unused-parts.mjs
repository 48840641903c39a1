// Parts of packages that a program would carry and load at every start, and never uses: plugins for esbuild.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The packages of GitHub's toolkit do nothing when they are imported, but do not say so: with this the bundle has the
 * few functions that are used, and not the HTTP client (800 kB) for logging in to clouds.
 */
export const unusedActionsParts = {
  name: "unused-actions-parts",
  setup(build) {
    build.onResolve({ filter: /^(@actions\/|\.\/.*\.js$)/ }, async ({ path, pluginData, ...rest }) => {
      if (
        pluginData === "resolving" ||
        (path.startsWith(".") && !rest.importer.includes(join("node_modules", "@actions")))
      )
        return undefined;
      const { resolveDir, importer, kind } = rest;
      const resolved = await build.resolve(path, { resolveDir, importer, kind, pluginData: "resolving" });
      return { ...resolved, sideEffects: false };
    });
  },
};

const throwing = (what) => `throw new Error(${JSON.stringify(`${what} is not part of this program`)});`;
/** What a package imports and this program never reaches, and what stands in its place. */
const unused = [
  // A whole parser of CSS, for an option that is off here: `parseStyleAttributes`; no style attribute is let through.
  {
    from: "sanitize-html",
    path: /^postcss$/,
    contents: `exports.parse = () => { ${throwing("postcss")} };`,
  },
  // Every request goes through Node's http and https, with a body of bytes or text; see src/http/exchange.ts.
  { from: "axios", path: /^\.\/fetch\.js$/, contents: "export const getFetch = () => undefined;" },
  { from: "axios", path: /^http2$/, contents: "export default {};" },
  {
    from: "axios",
    path: /^form-data$/,
    contents: `export default class FormData { constructor() { ${throwing("form-data")} } }`,
  },
];

/** Leaves the parts above out: most of the time that a short run takes is to load what is in the bundle. */
export const unusedParts = {
  name: "unused-parts",
  setup(build) {
    const namespace = "unused-parts";
    for (const { from, path, contents } of unused) {
      const folder = join("node_modules", from, "/");
      build.onResolve({ filter: path }, ({ importer, path: name }) =>
        importer.includes(folder) ? { path: `${from} > ${name}`, namespace, pluginData: contents } : undefined,
      );
    }
    build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({ contents: pluginData, loader: "js" }));
    for (const { filter, change } of slow)
      build.onLoad({ filter }, ({ path }) => ({ contents: change(readFileSync(path, "utf8"), path), loader: "js" }));
  },
};

/** Modules that take longer to begin, or for a help page that nobody has asked for, than all else that a run does. */
const slow = [
  // Patterns of emoji: each is read at its first use.
  { filter: /[\\/]string-width[\\/]index\.js$/, change: lateUnicodePatterns },
  // A command's help page, drawn before each run for the case that it fails; ours then say what to do next.
  {
    filter: /[\\/]yargs[\\/]build[\\/]lib[\\/]usage\.js$/,
    change: (text, path) => replaced(text, path, "cachedHelpMessage = this.help();", ""),
  },
  // To look for a global FormData loads the whole of Node's fetch; nothing here ever is one.
  {
    filter: /[\\/]axios[\\/]lib[\\/]utils\.js$/,
    change: (text, path) =>
      replaced(text, path, "typeof G.FormData !== 'undefined' ? G.FormData : undefined", "undefined"),
  },
];

function replaced(text, path, from, to) {
  if (!text.includes(from)) throw new Error(`${path} has no more: ${from}`);
  return text.replace(from, () => to);
}

/** A module whose constants of the form `const x = /…/v;` are made at their first use. */
function lateUnicodePatterns(text) {
  const constant = /^const (\w+) = (\/.+\/v);$/gm;
  const names = [...text.matchAll(constant)].map(([, name]) => name);
  const used = names.reduce((all, name) => all.replaceAll(new RegExp(`\\b${name}\\b(?! =)`, "g"), `${name}()`), text);
  return used.replaceAll(constant, "let $$$1;\nconst $1 = () => ($$$1 ??= $2);");
}
