import { basename, extname } from "node:path";

/** Languages that dashboards are built with, and what prints their dashboards. */
const languages: Readonly<Record<string, { readonly name: string; readonly build: (file: string) => string }>> = {
  ".jsonnet": { name: "Jsonnet", build: (file) => `jsonnet -J vendor ${file}` },
  ".libsonnet": {
    name: "a Jsonnet library",
    build: (file) => `jsonnet -J vendor -e '(import "${file}").grafanaDashboards'`,
  },
  ".cue": { name: "CUE", build: (file) => `cue export ${file}` },
  ".py": { name: "Python", build: (file) => `python3 ${file}` },
  ".go": { name: "Go", build: (file) => `go run ${file}` },
  ".dhall": { name: "Dhall", build: (file) => `dhall-to-json --file ${file}` },
  ".ncl": { name: "Nickel", build: (file) => `nickel export ${file}` },
  ".pkl": { name: "Pkl", build: (file) => `pkl eval -f json ${file}` },
  ".rb": { name: "Ruby", build: (file) => `ruby ${file}` },
  ".sh": { name: "a shell script", build: (file) => `sh ${file}` },
};

/** How to preview what a file of source code makes; undefined for files of other kinds. */
export function buildAdvice(file: string): string | undefined {
  const dashboardPy = /\.dashboards?\.py$/.test(file);
  const language = languages[extname(file).toLowerCase()];
  if (language === undefined) return undefined;
  const command = dashboardPy ? `generate-dashboard ${shown(file)}` : language.build(shown(file));
  return (
    `${file}: ${language.name}, which makes dashboards but is none; have it built: ` +
    `--build ${JSON.stringify(command)} in place of ${basename(file)}, any command that prints dashboards`
  );
}

/** A path that needs no quotes, or in quotes. */
function shown(file: string): string {
  return /^[\w./@:+-]+$/.test(file) ? file : `'${file.replaceAll("'", "")}'`;
}
