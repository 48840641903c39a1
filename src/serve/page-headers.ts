/** A page as it is sent. */
export interface ServedPage {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers of every answer. */
export const always = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

const usualPolicy = "default-src 'none'";

/** A page with its own policy as a header too: there it also says that nobody may frame it. */
export function asServed(html: string): ServedPage {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"\r\n]*)">/.exec(html)?.[1] ?? usualPolicy;
  return {
    body: Buffer.from(html),
    headers: { "Content-Security-Policy": `${policy}; frame-ancestors 'none'` },
  };
}
