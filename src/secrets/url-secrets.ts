import { type Secret, secretOf } from "./secret.ts";

/** The secrets in a URL. */
export interface UrlSecrets {
  readonly secrets: readonly Secret[];
  /** Basic auth. */
  readonly pairs: readonly { readonly user: string; readonly password: string }[];
}

/** Names of query parameters that hold a secret. */
const secretParameter = /token|key|secret|password|passwd|auth|sig|cookie|credential/i;

/** How {@link secretsOfUrl} reads a text. */
export interface UrlOptions {
  readonly address: boolean;
  readonly pathTokens: boolean;
  /** `user:password@host` without a scheme counts too, as for a proxy. */
  readonly bare: boolean;
}

/**
 * The secrets in a URL: the password before an @ (the user name too where there is none or it looks like a token), and
 * parameters by their names. With `address` the text is to be a server's address: one that is not a valid URL, or whose
 * host is none, was given there by mistake and is a secret itself. With `pathTokens` segments of the path that look
 * like a token are secrets too. Undefined for a text that is not a valid URL and need not be.
 */
export function secretsOfUrl(text: string, { address, pathTokens, bare }: UrlOptions): UrlSecrets | undefined {
  const trimmed = text.trim();
  const [, userinfo] =
    /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(trimmed) ??
    (bare ? /^([^/?#@\s]+:[^/?#@\s]+)@[\w.-]+(?::\d+)?(?:\/|$)/.exec(trimmed) : undefined) ??
    [];
  const url = URL.canParse(trimmed) && /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? new URL(trimmed) : undefined;
  if (userinfo === undefined && url === undefined)
    return address ? { secrets: mistaken(trimmed), pairs: [] } : undefined;
  const parameters = [...(url?.searchParams ?? [])].flatMap(([name, value]) =>
    secretParameter.test(name) ? [value] : [],
  );
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(trimmed)?.[1] ?? "";
  // Some hosted receivers tell their customers apart by a segment of the path. Grafana's is in every link: it cannot be
  // a secret.
  const segments = pathTokens ? (url?.pathname ?? "").split("/").filter(isToken) : [];
  const [user, password] = splitUserinfo(userinfo);
  const named = password === "" || isToken(user) ? [user] : [];
  const secrets = [
    ...named,
    password,
    ...parameters,
    ...(address && host.length >= 20 && !host.includes("_") && isToken(host) ? [host] : []),
    ...segments,
  ]
    .filter((part) => part !== "")
    .map(secretOf);
  return {
    secrets,
    pairs:
      password === ""
        ? []
        : [...new Set([user, decoded(user)])].map((one) => ({ user: one, password: decoded(password) })),
  };
}

function splitUserinfo(userinfo = ""): [user: string, password: string] {
  const colon = userinfo.indexOf(":");
  return colon === -1 ? [userinfo, ""] : [userinfo.slice(0, colon), userinfo.slice(colon + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A text that is not a valid URL where one should be: a host without its scheme is said in messages, anything else is
 * not.
 */
function mistaken(text: string): Secret[] {
  return text === "" || mayBeShown(text) ? [] : [secretOf(text)];
}

/**
 * Whether a text that is not a valid URL is at least a host, perhaps with port and path: lower case, and no word as
 * long as a token.
 */
export function mayBeShown(text: string): boolean {
  return /^(?:localhost|(?:[a-z0-9-]{1,40}\.)+[a-z0-9-]{1,40}|[a-z0-9-]{1,40}(?=:\d{1,5}))(?::\d{1,5})?(?:\/[\w./-]{0,100})?$/.test(
    text.trim(),
  );
}

/** Long, with digits, and either of mixed case or with what no host name has: no host and no user is called that. */
function isToken(text: string): boolean {
  if (text.length < 16 || !/^[\w+/=~-]*\d[\w+/=~-]*$/.test(text)) return false;
  return (
    text.includes("_") ||
    (/[a-z]/.test(text) && /[A-Z]/.test(text)) ||
    (text.length >= 32 && /[a-z]/i.test(text) && !text.includes("-"))
  );
}
