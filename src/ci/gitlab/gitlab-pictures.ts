import { CiError } from "../../errors.ts";
import { textField } from "../../json/read.ts";
import type { HostComment } from "../hosts/host.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { isLaterRun } from "../hosts/run-order.ts";
import { multipartFile } from "../pictures/multipart.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import { readStoredName, type StoredName, storedName } from "../pictures/stored-name.ts";
import { uploadEach } from "../pictures/upload-each.ts";

/** An upload of ours that a note shows. */
interface Upload extends StoredName {
  readonly secret: string;
  readonly file: string;
}

/**
 * Pictures as uploads of the project: notes show `/uploads/…` to whoever may see the project. Only maintainers may list
 * uploads: those of earlier runs are found in our notes. Only maintainers may delete them, since GitLab 17.2; with any
 * other token they stay.
 *
 * @param project - `/projects/42`.
 * @see https://docs.gitlab.com/api/project_markdown_uploads/
 */
export function gitLabPictures(
  api: HostApi,
  project: string,
  listNotes: (number: number) => Promise<readonly HostComment[]>,
): PictureStore {
  const shownIn = async (number: number, wanted: string) =>
    (await listNotes(number)).filter(({ mine }) => mine).flatMap(({ body }) => uploadsIn(body, wanted));
  const remove = async (uploads: readonly Upload[]) => {
    let removed = 0;
    for (const { secret, file } of uploads) {
      const path = `${project}/uploads/${secret}/${file}`;
      const doing = "deleting a picture of an earlier run";
      const { status } = await api.send({ method: "DELETE", path, accept: [401, 403, 404, 405], doing });
      if (status === 401 || status === 403) return removed;
      if (status < 300) removed++;
    }
    return removed;
  };
  return {
    async publish(place, pictures) {
      const former = await shownIn(place.number, place.key);
      const { uploaded, problems } = await uploadEach(pictures, async ({ name, png }) => {
        const form = { field: "file", name: storedName(place, name), type: "image/png", content: png };
        const doing = `uploading a picture for !${place.number}`;
        const response = await api.send({ method: "POST", path: `${project}/uploads`, ...multipartFile(form), doing });
        const [upload] = uploadsIn(textField(response.json(), "url") ?? "", place.key);
        if (upload === undefined)
          throw new CiError(`GitLab: ${doing}: the answer has no address`, { code: "odd-answer" });
        return upload;
      });
      return {
        addresses: new Map([...uploaded].map(([name, { secret, file }]) => [name, `/uploads/${secret}/${file}`])),
        problems,
        async settle(stands) {
          await remove(stands ? former.filter(({ order }) => isLaterRun(order, place.order)) : [...uploaded.values()]);
        },
      };
    },
    async removeAll({ number, key }) {
      return remove(await shownIn(number, key));
    },
  };
}

function uploadsIn(text: string, wanted: string): Upload[] {
  return [...text.matchAll(/\/uploads\/([0-9a-f]{32})\/([\w.-]{1,120}\.png)/g)].flatMap(([, secret, file]) => {
    const read = readStoredName(file!);
    return read?.key === wanted ? [{ ...read, secret: secret!, file: file! }] : [];
  });
}
