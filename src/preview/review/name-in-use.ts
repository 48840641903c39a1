import { searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { parseTags } from "../../grafana/marks/tags.ts";
import { type PreviewIdentity, previewFolder, previewUid } from "../../identity/preview-identity.ts";
import { allNames, type ProjectNames } from "../../identity/project-id.ts";

/**
 * The review under the name of its project that its previews have: previews that were made under a former name keep it,
 * and with it their uids and links. If any has the present name, or all are gone, the review gets the present one.
 *
 * @throws {GrafanaError} if Grafana cannot be searched.
 */
export async function nameInUse<T extends PreviewIdentity & ProjectNames>(grafana: Grafana, review: T): Promise<T> {
  const { project, key, formerProjects = [] } = review;
  if (formerProjects.length === 0) return review;
  const used = new Set<string>();
  for (const { uid, folderUid, tags } of await searchPreviews(grafana, { project, key, formerProjects })) {
    const marks = parseTags(tags);
    if ("damaged" in marks || folderUid !== previewFolder.uid) continue;
    if (previewUid(marks, marks.src) === uid) used.add(marks.project);
  }
  const names = allNames(review);
  const name = names.find((one) => used.has(one));
  if (name === undefined || name === project) return review;
  return { ...review, project: name, formerProjects: names.filter((one) => one !== name) };
}
