export { serverAddress } from "../../text/server-address.ts";

/** A commit: 40 (SHA-1) or 64 (SHA-256) hex digits. All zeros, which both hosts send for "none", is none. */
export function commitHash(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text) ? text : undefined;
}

/** A branch name as git allows it, of at most 255 characters. Whatever it is used for has to escape it all the same. */
export function branchName(text: string | undefined): string | undefined {
  return text !== undefined && /^(?!-)[^\u0000-\u0020\u007f~^:?*[\\]{1,255}$/.test(text) && !text.includes("..")
    ? text
    : undefined;
}

/** `owner/name` on GitHub. */
export function repositoryName(text: string | undefined): string | undefined {
  return text !== undefined &&
    /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9._-]{1,100}$/.test(text) &&
    !/\/\.{1,2}$/.test(text)
    ? text
    : undefined;
}

/** The number of a review: 1 or more. */
export function reviewNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^[1-9][0-9]{0,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** `{[key]: value}`, or nothing where there is no value. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
