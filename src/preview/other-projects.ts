import { GrafanaError } from "../errors.ts";
import { searchPreviews } from "../grafana/dashboards/search.ts";
import type { Grafana } from "../grafana/grafana.ts";
import { parseTags } from "../grafana/marks/tags.ts";
import type { ProjectNames } from "../identity/project-id.ts";

/**
 * Whether Grafana has previews that are not of these names: without any, another name of the project hides nothing.
 * Unreadable marks, and a search that fails, count as such.
 */
export async function hasOtherProjects(
  grafana: Grafana,
  { project, formerProjects = [] }: ProjectNames,
): Promise<boolean> {
  const own = new Set([project, ...formerProjects]);
  try {
    return (await searchPreviews(grafana)).some(({ tags }) => {
      const marks = parseTags(tags);
      return "damaged" in marks || !own.has(marks.project);
    });
  } catch (error) {
    if (error instanceof GrafanaError) return true;
    throw error;
  }
}
