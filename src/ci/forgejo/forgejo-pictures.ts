import { CiError } from "../../errors.ts";
import { field, textField } from "../../json/read.ts";
import { reviewNumber } from "../comment/checked-text.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { isLaterRun } from "../hosts/run-order.ts";
import { multipartFile } from "../pictures/multipart.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import { readStoredName, type StoredName, storedName } from "../pictures/stored-name.ts";
import { uploadEach } from "../pictures/upload-each.ts";

/** An attachment of ours. */
interface Asset extends StoredName {
  readonly id: number;
}

/**
 * Pictures as attachments of the pull request: whoever may see it may see them.
 *
 * @param issues - `/repos/owner/name/issues`.
 * @param serverUrl - addresses are made of it and the attachment's id: no address comes from an answer.
 */
export function forgejoPictures(api: HostApi, issues: string, serverUrl: string): PictureStore {
  const ours = async (number: number, wanted: string): Promise<Asset[]> => {
    // All at once: this list has no pages (`ListIssueAttachments` in `routers/api/v1/repo`).
    const doing = `listing the attachments of #${number}`;
    const list = (await api.send({ method: "GET", path: `${issues}/${number}/assets`, doing })).json();
    if (!Array.isArray(list)) throw new CiError(`Forgejo: ${doing}: the answer is not a list`, { code: "odd-answer" });
    return list.flatMap((raw) => {
      const [id, read] = [reviewNumber(field(raw, "id")), readStoredName(textField(raw, "name") ?? "")];
      return id !== undefined && read?.key === wanted ? [{ ...read, id }] : [];
    });
  };
  const remove = async (number: number, assets: readonly Asset[]) => {
    for (const { id } of assets) {
      const path = `${issues}/${number}/assets/${id}`;
      await api.send({ method: "DELETE", path, accept: [404], doing: `deleting an old picture of #${number}` });
    }
    return assets.length;
  };
  return {
    async publish(place, pictures) {
      const { number, key, order } = place;
      const { uploaded, problems } = await uploadEach(pictures, async ({ name, png }) => {
        const form = { field: "attachment", name: storedName(place, name), type: "image/png", content: png };
        const doing = `attaching a picture to #${number}`;
        const path = `${issues}/${number}/assets`;
        const answer = (await api.send({ method: "POST", path, ...multipartFile(form), doing })).json();
        const uuid = /^[0-9a-f-]{36}$/.exec(textField(answer, "uuid") ?? "")?.[0];
        if (uuid === undefined) throw new CiError(`Forgejo: ${doing}: the answer has no id`, { code: "odd-answer" });
        return `${serverUrl}/attachments/${uuid}`;
      });
      return {
        addresses: uploaded,
        problems,
        async settle(stands) {
          const all = await ours(number, key);
          const superseded = all.filter((one) => (stands ? isLaterRun(one.order, order) : one.order === order));
          await remove(number, superseded);
        },
      };
    },
    async removeAll({ number, key }) {
      return remove(number, await ours(number, key));
    },
  };
}
