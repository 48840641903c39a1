import type { CopyValues } from "../dashboard/finding.ts";

/**
 * Names a panel, or a copy of it, in every view: by its id, since that stays when others are added, and by its position
 * among the dashboard's panels, since two may share an id and old ones have none.
 */
export function panelKey(id: number | undefined, index: number, copy: CopyValues | undefined): string {
  const values = Object.entries(copy ?? {}).map(([name, value]) => `${name}=${value}`);
  return [id === undefined ? `n-${index}` : `p${id}-${index}`, ...values].join("/");
}

/** The position and the copy that a key names. */
export function panelPlace(key: string): { readonly index: number; readonly copy: string } {
  const [, index = "", copy = ""] = /^[^/]*-(\d+)(?:\/(.*))?$/s.exec(key) ?? [];
  return { index: Number(index), copy };
}
