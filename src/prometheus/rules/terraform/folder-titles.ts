import { fieldOf } from "../field-of.ts";
import { LeftOpen } from "../left-open.ts";

/** The resource of Terraform's Grafana provider that makes a folder. */
export const folderResource = "grafana_folder";

/** The titles of the folders that a document of Terraform makes, as far as it says them. */
export class FolderTitles {
  readonly #byUid = new Map<string, string>();
  readonly #byName = new Map<string, string>();

  /** @param body - of the resource. A folder within another has a path, which is not known here. */
  note(name: string, body: unknown): void {
    const [title, uid, parent] = ["title", "uid", "parent_folder_uid"].map((key) => fieldOf(body, key));
    if (typeof title !== "string" || (parent ?? "") !== "") return;
    this.#byName.set(name, pathOf(title));
    if (typeof uid === "string" && uid !== "") this.#byUid.set(uid, pathOf(title));
  }

  /** @param folderUid - of a rule group. */
  titleOf(folderUid: unknown): string | undefined {
    if (typeof folderUid === "string") return this.#byUid.get(folderUid);
    const named = folderUid instanceof LeftOpen ? /^grafana_folder\.([\w-]+)\.uid$/.exec(folderUid.expression) : null;
    return named === null ? undefined : this.#byName.get(named[1]!);
  }
}

/** Titles in a path are separated by slashes. */
const pathOf = (title: string) => title.replaceAll("/", "\\/");
