/** An http or https address without credentials, query and fragment, and without a slash at its end. */
export function serverAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000 || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, username, password, search, hash } = new URL(text);
  if (
    (protocol !== "http:" && protocol !== "https:") ||
    username !== "" ||
    password !== "" ||
    search !== "" ||
    hash !== ""
  )
    return undefined;
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}
