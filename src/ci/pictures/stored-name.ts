import { identityPatterns } from "../../identity/preview-identity.ts";
import { pictureNamePattern } from "../../present/picture-set.ts";
import type { PicturePlace } from "./picture-store.ts";

/** A picture among the files of others: whose it is, and of which run. */
export interface StoredName {
  readonly key: string;
  readonly order: number;
  /** Of the picture. */
  readonly name: string;
}

/** The file name of a picture where files of others lie too: `dashpreview-pr-12-2000000000008001-6c0f….png`. */
export function storedName({ key, order }: Pick<PicturePlace, "key" | "order">, name: string): string {
  return `dashpreview-${key}-${order}-${name}`;
}

/** Reads a name of {@link storedName}; undefined for any other. */
export function readStoredName(file: string): StoredName | undefined {
  const [, key = "", order = "", name = ""] = /^dashpreview-(.{1,30})-(\d{1,16})-([0-9a-f]+\.png)$/.exec(file) ?? [];
  return identityPatterns.key.test(key) && pictureNamePattern.test(name) && Number.isSafeInteger(Number(order))
    ? { key, order: Number(order), name }
    : undefined;
}
