import type { FoundBuild } from "./find-builds.ts";
import type { FoundFiles } from "./find-dashboards.ts";
import { groupPaths } from "./group-paths.ts";
import type { FoundPreview } from "./recipe-shape.ts";

/** Folders whose children are services or teams of their own. */
const parents = /^(?:services|apps|packages|teams|projects|components)$/;
const maxPreviews = 20;

/** The previews of a repository: one, or one for each service of a monorepo that has dashboards. */
export function findPreviews(
  { dashboards, rules }: Pick<FoundFiles, "dashboards" | "rules">,
  builds: readonly FoundBuild[],
  files: readonly string[],
  { split }: { readonly split: boolean },
): readonly FoundPreview[] {
  const serviceOf = (path: string) => {
    const [parent = "", child = "", ...rest] = path.split("/");
    return split && parents.test(parent) && child !== "" && rest.length > 0 ? `${parent}/${child}` : "";
  };
  const ofBuild = ({ folder }: FoundBuild) => serviceOf(`${folder}/x`);
  const services = [...new Set([...dashboards.map(serviceOf), ...builds.map(ofBuild)])].sort();
  const named = services.filter((service) => service !== "");
  const several = named.length > 1 && named.length <= maxPreviews;
  const make = (belongs: (service: string) => boolean, within: (folder: string) => boolean): FoundPreview => {
    const group = (paths: readonly string[], kind: RegExp) => groupPaths(paths, files, kind, within);
    return {
      dashboards: group(
        dashboards.filter((path) => belongs(serviceOf(path))),
        /\.(?:json|tf|tofu)$/i,
      ),
      rules: group(
        rules.filter((path) => belongs(serviceOf(path))),
        /\.ya?ml$/i,
      ),
      build: builds.filter((build) => belongs(ofBuild(build))).map(({ command }) => command),
    };
  };
  if (!several)
    return [
      make(
        () => true,
        () => true,
      ),
    ];
  const taken = new Set<string>();
  return services.map((service) => ({
    name: uniqueName(service === "" ? "shared" : service.split("/")[1]!, taken),
    // Rules of a service without dashboards go with what is shared.
    ...make(
      (one) => one === service || (service === "" && !services.includes(one)),
      (folder) =>
        service === ""
          ? !named.some((one) => one.startsWith(`${folder}/`))
          : folder === service || folder.startsWith(`${service}/`),
    ),
  }));
}

/** A name that a key, a job and GitLab's component take. */
function uniqueName(text: string, taken: Set<string>): string {
  const plain =
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 20)
      .replaceAll(/^-+|-+$/g, "") || "preview";
  let name = plain;
  for (let number = 2; taken.has(name); number++) name = `${plain}-${number}`;
  taken.add(name);
  return name;
}
